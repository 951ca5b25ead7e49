from django.db import migrations, models


class Migration(migrations.Migration):
    """Make room for cells of breakdowns that are crossed: both names, both values."""

    dependencies = [("store", "0004_handovers")]

    operations = [
        migrations.AlterField(model, field, models.CharField(blank=True, max_length=length))
        for model in ("balance", "tally")
        for field, length in (("dimension", 100), ("value", 200))
    ]
