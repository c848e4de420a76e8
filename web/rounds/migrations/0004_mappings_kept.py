"""The database itself refuses to change a mapping that was confirmed."""

from django.db import migrations

from web.record.triggers import refuse_changes


def keep(apps, editor):
    refuse_changes(editor, "rounds_sendermapping")


class Migration(migrations.Migration):
    dependencies = [("rounds", "0003_mappings")]
    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
