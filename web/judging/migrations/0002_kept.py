"""The database itself refuses to change a decision that was made."""

from django.db import migrations

from web.record.triggers import refuse_changes


def keep(apps, editor):
    refuse_changes(editor, "judging_decisionversion")


class Migration(migrations.Migration):
    dependencies = [("judging", "0001_initial")]
    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
