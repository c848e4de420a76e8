"""Which files of returns are kept: until now those of returns that could not be used were not."""

from django.db import migrations, models


def mark(apps, editor):
    files = apps.get_model("rounds", "SentFile").objects
    files.filter(sent__state="could not be used").update(is_kept=False)


class Migration(migrations.Migration):
    dependencies = [("rounds", "0005_reminders_noted")]
    operations = [
        migrations.AddField(
            model_name="sentfile",
            name="is_kept",
            field=models.BooleanField(default=True),
        ),
        migrations.RunPython(mark, migrations.RunPython.noop),
    ]
