"""The desk's pages that belong to no table."""

from django.urls import path

from claims.admin.account import account, choose, sign_out_elsewhere, sign_out_there
from claims.admin.my_desk.page import my_desk
from claims.admin.notices import notices, open_notice, read_all, read_notice
from claims.admin.search import search_view
from claims.admin.second_factor import confirm, drop, second_factor

app_name = "desk"

urlpatterns = [
    path("", my_desk, name="my_desk"),
    path("account/", account, name="account"),
    path("account/sign-ins/<int:pk>/end/", sign_out_there, name="sign_out_there"),
    path("account/sign-ins/end/", sign_out_elsewhere, name="sign_out_elsewhere"),
    path("account/second-factor/", second_factor, name="second_factor"),
    path("account/second-factor/drop/", drop, name="drop_second_factor"),
    path("confirm/", confirm, name="confirm"),
    path("account/notices/", choose, name="choose_notices"),
    path("notices/", notices, name="notices"),
    path("notices/<int:pk>/", open_notice, name="open_notice"),
    path("notices/<int:pk>/read/", read_notice, name="read_notice"),
    path("notices/read/", read_all, name="read_notices"),
    path("search/", search_view, name="search"),
]
