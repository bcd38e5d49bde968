"""The public addresses."""

app_name = "claims"
urlpatterns = []
