from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0002_templates_of_papers"),
    ]

    operations = [
        migrations.AddField(
            model_name="rendering",
            name="file",
            field=models.CharField(default="", max_length=64),
            preserve_default=False,
        ),
    ]
