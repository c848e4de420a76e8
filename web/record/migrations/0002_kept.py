"""The database itself refuses to change the record."""

from django.db import migrations

from web.record.triggers import refuse_changes


def keep(apps, editor):
    refuse_changes(editor, "record_eventrow")


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial")]
    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
