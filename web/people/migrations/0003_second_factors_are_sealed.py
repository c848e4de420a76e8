"""What second factors are made from is sealed with a key of the site's secret."""

from django.db import migrations, models

from web.people.sealing import is_sealed, sealed, unsealed


def seal(apps, schema_editor):
    for person in apps.get_model("people", "Account").objects.exclude(factor_secret=""):
        if not is_sealed(person.factor_secret):
            person.factor_secret = sealed(person.factor_secret, f"account {person.pk}")
            person.save(update_fields=["factor_secret"])


def unseal(apps, schema_editor):
    for person in apps.get_model("people", "Account").objects.exclude(factor_secret=""):
        person.factor_secret = unsealed(person.factor_secret, f"account {person.pk}")
        person.save(update_fields=["factor_secret"])


class Migration(migrations.Migration):
    dependencies = [("people", "0002_second_factor_and_tokens")]

    operations = [
        migrations.AlterField(
            model_name="account",
            name="factor_secret",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.RunPython(seal, unseal),
    ]
