"""Tables that lie beside the books: the texts of statutes, and how often the law stopped a step."""

# ruff: noqa: D106 - a Meta holds options of its table and says nothing of its own
from __future__ import annotations

from typing import ClassVar

from django.db import models


class StatuteVersion(models.Model):
    """One version of a statute whose text was loaded: its title as people call it, its first day in force."""

    title = models.CharField(max_length=80)
    adopted = models.DateField()
    in_force = models.DateField()
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["title", "adopted"], name="one_text_a_version")
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.adopted}）"


class StatuteArticle(models.Model):
    """An article of it: the headings above it and its lines, one after the other."""

    version = models.ForeignKey(StatuteVersion, on_delete=models.CASCADE, related_name="articles")
    number = models.SmallIntegerField()
    heading = models.CharField(max_length=160, blank=True)
    text = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "number"], name="one_text_an_article")
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.number}"


class Stopped(models.Model):
    """How often the law stopped a step in a month, by which rule; whose and in which case is not kept."""

    organ = models.CharField(max_length=12)
    month = models.IntegerField()
    procedure = models.CharField(max_length=32)
    step = models.CharField(max_length=32)
    code = models.CharField(max_length=32)
    basis = models.CharField(max_length=120, blank=True)
    times = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organ", "month", "procedure", "step", "code", "basis"], name="stopped_cell"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organ} {self.month} {self.procedure}.{self.step} {self.times}"
