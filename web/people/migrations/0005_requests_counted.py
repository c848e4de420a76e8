"""How often somebody asked, counted over all processes that answer."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0004_assessors_of_rounds")]
    operations = [
        migrations.CreateModel(
            name="RequestCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("who", models.CharField(max_length=200, unique=True)),
                ("minute", models.BigIntegerField(db_index=True)),
                ("count", models.PositiveIntegerField()),
            ],
        ),
    ]
