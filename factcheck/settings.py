"""
Settings. Everything that differs between machines comes from the environment.

With nothing set this is one person's machine; FACTCHECK_ENV=production demands the rest.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

import dj_database_url
from django.utils.translation import gettext_lazy as _

from factcheck.environment import (
    PRODUCTION,
    checkpoint_key,
    chosen_env,
    env,
    folder_env,
    framing_env,
    languages_env,
    languages_in,
    optional_env,
    secret_key,
)
from factcheck.static_files import safe_headers

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env("DATA_DIR", str(BASE_DIR / ".data")))

# Core

DEBUG = optional_env("DEBUG", "") == "1" and not PRODUCTION
SECRET_KEY = secret_key(DATA_DIR)
ALLOWED_HOSTS = env("ALLOWED_HOSTS", "localhost,127.0.0.1").split(",")
SITE_NAME = optional_env("SITE_NAME", "Claimbench")
SHORT_NAME = optional_env("SHORT_NAME", "")
SITE_URL = env("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
APPLICATION_URL = optional_env("APPLICATION_URL", SITE_URL).rstrip("/")
ROOT_URLCONF = "factcheck.urls"
WSGI_APPLICATION = "factcheck.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",  # before the desk, which takes their secrets off its pages
    "django_otp.plugins.otp_static",
    "claims.apps.ClaimsConfig",
    "claims.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "simple_history",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "factcheck.middleware.content_security_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "factcheck.middleware.public_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "claims.access.at_the_desk",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "factcheck.own_templates.Loader",  # the newsroom's stand before the rest
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                ),
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "factcheck.context.site",
            ],
        },
    },
]

# Database: SQLite on one machine, PostgreSQL by DATABASE_URL

DATABASES = {
    "default": dj_database_url.config(default=f"sqlite:///{DATA_DIR / 'desk.sqlite3'}"),
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Four writers at once end in "database is locked" without these.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    # Compiling a query at run time costs a third of a second where the query takes ten ms.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")

# People

AUTH_USER_MODEL = "claims.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "claims.policy.RoleBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24  # seconds

# Sign-ins that failed: a pause for this name from this address, so that nobody is locked out by
# others; a good sign-in forgets them

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "admin/locked_out.html"
AXES_ENABLE_ADMIN = False  # a person's page lets them try again
AXES_DISABLE_ACCESS_LOG = True  # each person sees their own sign-ins
AXES_VERBOSE = False

# The second factor: everybody's own choice, or asked of all

SECOND_FACTOR_FOR_ALL = chosen_env("SECOND_FACTOR", "own", "all") == "all"
OTP_TOTP_ISSUER = SHORT_NAME or SITE_NAME

# The newsroom's own face, beside its name: a folder with logo, icons, footer, templates and more

BRAND_DIR = folder_env("BRAND_DIR")
TAGLINE = optional_env("TAGLINE", "")
ACCENT = optional_env("ACCENT", "")
ACCENT_DARK = optional_env("ACCENT_DARK", "")

# Language and time

LANGUAGE_CODE = chosen_env("LANGUAGE", "en", "es")
LOCALE_PATHS = [BASE_DIR / "claims" / "locale", *([BRAND_DIR / "locale"] if BRAND_DIR else [])]
LANGUAGES = list({"en": _("English"), "es": _("Spanish"), **dict(languages_in(BRAND_DIR))}.items())
PUBLIC_LANGUAGES = languages_env("LANGUAGES", LANGUAGE_CODE, [tag for tag, _name in LANGUAGES])
TIME_ZONE = optional_env("TIME_ZONE", "UTC")
USE_TZ = True

# Files

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_FINDERS = [
    "claims.branding.finder.BrandFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "claims.branding.finder.OthersFinder",
]
WHITENOISE_ADD_HEADERS_FUNCTION = safe_headers
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not PRODUCTION  # no collectstatic locally
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Safety

CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "factcheck.desk.refused"  # a form that was open while signing in anew
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
X_FRAME_OPTIONS = "DENY"
EMBEDDED_BY = framing_env("EMBEDDED_BY", "*")  # of the small page made for it; no other is framed

# Caches: pages in this process; for all processes, what is known of hosts that are fetched from,
# and how often readers sent something within the hour

CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "fetching": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "fetching",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
    "throttling": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "throttling",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}

# A CDN before the public pages: whose it is, where its copies are called back, and with what key

CDN = chosen_env("CDN", "none", "varnish", "fastly", "cloudflare")
PURGE_URLS = optional_env("PURGE_URL", "").replace(",", " ").split()
PURGE_KEY = optional_env("PURGE_KEY", "")

# Mail

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
if PRODUCTION:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = optional_env("EMAIL_HOST", "localhost")
    EMAIL_PORT = int(optional_env("EMAIL_PORT", "25"))
    EMAIL_HOST_USER = optional_env("EMAIL_USER", "")
    EMAIL_HOST_PASSWORD = optional_env("EMAIL_PASSWORD", "")
    EMAIL_USE_TLS = chosen_env("EMAIL_TLS", "off", "on") == "on"
EMAIL_TIMEOUT = 30  # seconds
DEFAULT_FROM_EMAIL = optional_env("FROM_EMAIL", "desk@localhost")

# Logging: one event a line

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        "claims": {"handlers": ["stderr"], "level": "INFO" if PRODUCTION else "WARNING"},
        "factcheck": {"handlers": ["stderr"], "level": "INFO"},
        "django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
    },
}

# History

SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True
CHECKPOINT_KEY = checkpoint_key(DATA_DIR)  # a file: the key itself stays out of the settings

# Background work: what takes over ten seconds

TASKS = {
    "default": {
        "BACKEND": {
            "database": "django_tasks_db.DatabaseBackend",
            "immediate": "django_tasks.backends.immediate.ImmediateBackend",
        }[chosen_env("TASKS", "database", "immediate")]
    }
}

# Claims

SPLITTERS: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "claims.splitting.spacy.ClauseSplitter"},
    "rules": {"BACKEND": "claims.splitting.rules.RuleSplitter"},
    "llm": {
        "BACKEND": "claims.splitting.llm.LlmSplitter",
        "OPTIONS": {
            "url": optional_env("LLM_URL", ""),
            "model": optional_env("LLM_MODEL", ""),
            "key": optional_env("LLM_KEY", ""),
            "timeout": optional_env("LLM_TIMEOUT", "30"),
            "budget": optional_env("LLM_BUDGET", "600"),
            "retries": optional_env("LLM_RETRIES", "2"),
            "prices": optional_env("LLM_PRICES", ""),
            "confidential": optional_env("LLM_CONFIDENTIAL", ""),
        },
    },
}
ARTICLE_MAX_CHARACTERS = int(optional_env("ARTICLE_MAX_CHARACTERS", "1000000"))
SPLIT_AT_ONCE_CHARACTERS = int(optional_env("SPLIT_AT_ONCE_CHARACTERS", "100000"))
ARTICLE_MAX_BYTES = 5 * ARTICLE_MAX_CHARACTERS
ATTACHMENT_MAX_BYTES = 1_000_000 * int(optional_env("ATTACHMENT_MAX_MB", "50"))
FETCH = chosen_env("FETCH", "on", "off") == "on"
FETCH_INTERVAL = int(optional_env("FETCH_INTERVAL", "1"))
# Into which languages rulings are translated; empty: all that have a name here.
TRANSLATION_LANGUAGES = optional_env("TRANSLATION_LANGUAGES", "").replace(",", " ").split()
REPORT_ORIGINS = optional_env("REPORT_ORIGINS", "").replace(",", " ").split()
COPY_MAX_BYTES = 1_000_000 * int(optional_env("COPY_MAX_MB", "25"))
COPY_TYPES = frozenset(
    optional_env("COPY_TYPES", "text/*,application/*,image/*,audio/*").replace(" ", "").split(",")
)
FETCH_ALLOW_LOOPBACK = False  # only the tests turn it on; a check refuses it in production
