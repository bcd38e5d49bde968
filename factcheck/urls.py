"""Where everything stands: the desk under /admin/, the public pages at the root."""

from django.contrib import admin
from django.contrib.auth import views as passwords
from django.urls import include, path

handler500 = "factcheck.failing.failed"

urlpatterns = [
    path(
        "admin/password-reset/",
        passwords.PasswordResetView.as_view(extra_context={"site_header": admin.site.site_header}),
        name="admin_password_reset",
    ),
    path(
        "admin/password-reset/sent/",
        passwords.PasswordResetDoneView.as_view(),
        name="password_reset_done",
    ),
    path(
        "admin/password-reset/<uidb64>/<token>/",
        passwords.PasswordResetConfirmView.as_view(),
        name="password_reset_confirm",
    ),
    path(
        "admin/password-reset/done/",
        passwords.PasswordResetCompleteView.as_view(),
        name="password_reset_complete",
    ),
    path("admin/", include("claims.admin.urls")),
    path("admin/", admin.site.urls),
    path("", include("claims.urls")),
]
