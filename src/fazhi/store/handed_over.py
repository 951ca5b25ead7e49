"""The tables of hand-overs between organs: caches of entries, each in the journal of its organ."""

# ruff: noqa: D106 - a Meta holds options of its table and says nothing of its own
from __future__ import annotations

from typing import ClassVar

from django.db import models


class Sent(models.Model):
    """A matter handed over to another organ: a cache of the entry that says so."""

    organ = models.CharField(max_length=12)
    entry = models.BigIntegerField()
    case = models.CharField(max_length=32)
    to = models.CharField(max_length=12)
    on = models.DateField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["organ", "entry"], name="sent_once")]
        indexes: ClassVar = [models.Index(fields=["to"]), models.Index(fields=["case"])]

    def __str__(self) -> str:
        return f"{self.organ}#{self.entry} → {self.to}"


class Received(models.Model):
    """That an organ took over what another sent: a cache of the entry that acknowledges it."""

    organ = models.CharField(max_length=12)
    entry = models.BigIntegerField()
    sender = models.CharField(max_length=12)
    sent = models.BigIntegerField()
    on = models.DateField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["sender", "sent"], name="received_once")]
        indexes: ClassVar = [models.Index(fields=["organ"])]

    def __str__(self) -> str:
        return f"{self.sender}#{self.sent} → {self.organ}"
