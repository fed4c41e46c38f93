#!/usr/bin/env python3
"""Breaks every arm of the outbox machine once, and counts how many breakages the suite of stores finds on each store.

Usage: eng/mutants/mutants.py [FOLDER]. It works on a copy of the committed tree in FOLDER (default: a temporary one): all mutants are
compiled together, each behind a switch, and one process runs the clauses of OutboxContract for each of them until one fails.
Each entry is a file, what stands there, and what stands there instead; @ is the switch of the mutant.
"""
import os
import subprocess
import sys
import tempfile

ROOM = "src/Notify.Sdk/Sending/Outbox/OutboxMachine"
MAIN, CANCEL, CONFIRM, SETTLE, STAND, ERASE = (ROOM + end for end in (
    ".cs", ".Cancelling.cs", ".Confirming.cs", ".Settling.cs", ".StandBys.cs", ".Erasing.cs"))
MUTANTS = [
    (MAIN, "if (known.CancelledAt is not null)", "if (!@ && known.CancelledAt is not null)"),
    (MAIN, "if (known.Revision >= revision)", "if (!@ && known.Revision >= revision)"),
    (MAIN, "return known.Revision == revision &&", "return (@ || known.Revision == revision) &&"),
    (MAIN, "&& known.ContentHash == record.ContentHash", "&& (@ || known.ContentHash == record.ContentHash)"),
    (MAIN, "AwaitsSince = null,", "AwaitsSince = @ ? known.AwaitsSince : null,"),
    (MAIN, "Confirmed = null };", "Confirmed = @ ? known.Confirmed : null };"),
    (MAIN, "slice.Save(record);", "if (!@) slice.Save(record);"),
    (MAIN, "slice.Save(known);", "if (!@) slice.Save(known);"),
    (MAIN, "if (results[i] == AddResult.Added)", "if (!@ && results[i] == AddResult.Added)"),
    (MAIN, "slice.Decide(key, outcomes);", "if (!@) slice.Decide(key, outcomes);"),
    (MAIN, "if (known is { Delivery.EndedUnsent: false })", "if (@ ? known is not null : known is { Delivery.EndedUnsent: false })"),
    (MAIN, "if (notification.Closed(planned.Delivery.Revision) is not null)",
     "if (!@ && notification.Closed(planned.Delivery.Revision) is not null)"),
    (MAIN, "if (Refuses(planned, notification) is { } refused)", "if (!@ && Refuses(planned, notification) is { } refused)"),
    (MAIN, "= OutboxRules.Under(planned.Delivery, notification.Awaits);",
     "= OutboxRules.Under(planned.Delivery, !@ && notification.Awaits);"),
    (MAIN, "known is null ? delivery : delivery with", "known is null || @ ? delivery : delivery with"),
    (MAIN, "if (planned.Traces is { } traces)", "if (!@ && planned.Traces is { } traces)"),
    (MAIN, "is not { Delivery.EndedUnsent: false } stored)", "is not { } stored || (!@ && stored.Delivery.EndedUnsent))"),
    (MAIN, "&& slice.Holder(m) is null)", "&& (@ || slice.Holder(m) is null))"),
    (MAIN, "slice.Know(again.Delivery, again.Traces);", "if (!@) slice.Know(again.Delivery, again.Traces);"),
    (MAIN, "|| (!next.EndedUnsent && Refuses", "|| (!@ && !next.EndedUnsent && Refuses"),
    (MAIN, "slice.Decide(notification.Key, planned.Outcomes);", "if (!@) slice.Decide(notification.Key, planned.Outcomes);"),
    (MAIN, "slice.Save(due[i], due[i] with", "if (!@) slice.Save(due[i], due[i] with"),
    (MAIN, "if (moves && !IsFree(next))", "if (!@ && moves && !IsFree(next))"),
    (MAIN, "if (next.State == DeliveryState.Sending && !_slots", "if (!@ && next.State == DeliveryState.Sending && !_slots"),
    (MAIN, "HaveRoom(next, slots ?? stored.Slots)", "HaveRoom(next, @ ? stored.Slots : slots ?? stored.Slots)"),
    (MAIN, "OutboxRules.MarksAreSent(next) ?? stored.Sent", "OutboxRules.MarksAreSent(next) ?? (!@ && stored.Sent)"),
    (MAIN, "Slots = slots ?? stored.Slots,", "Slots = @ ? stored.Slots : slots ?? stored.Slots,"),
    (MAIN, "Taken = slots is null ?", "Taken = @ || slots is null ?"),
    (MAIN, "if (next.EndedUnsent)\n            SeeToStandBys(next);", "if (next.EndedUnsent && !@)\n            SeeToStandBys(next);"),
    (MAIN, "else if (moves)", "else if (!@ && moves)"),
    (MAIN, "return asWanted ?", "return @ || asWanted ?"),
    (MAIN, "return AddResult.WaitsForNothing;", "return @ ? null : AddResult.WaitsForNothing;"),
    (MAIN, "|| slice.Find(awaited) is not { Delivery.EndedUnsent: false }",
     "|| (@ ? slice.Find(awaited) is null : slice.Find(awaited) is not { Delivery.EndedUnsent: false })"),
    (MAIN, "if (slice.Holder(mark) is { } holder &&", "if (!@ && slice.Holder(mark) is { } holder &&"),
    (MAIN, "&& holder != delivery.Id)", "&& (@ || holder != delivery.Id))"),
    (MAIN, "if (notification.HasCancelledAccounts &&", "if (!@ && notification.HasCancelledAccounts &&"),
    (MAIN, "return IsBarred(planned.Traces", "return !@ && IsBarred(planned.Traces"),
    (MAIN, "is not { } holder || holder == next.Id", "is not { } holder || (!@ && holder == next.Id)"),
    (MAIN, "            SeeToStandBys(next);\n            return;", "            if (!@) SeeToStandBys(next);\n            return;"),
    (MAIN, "slice.Forget(next.Id);", "if (!@) slice.Forget(next.Id);"),
    (MAIN, "slice.Know(next.Id, traces);", "if (!@) slice.Know(next.Id, traces);"),
    (MAIN, "        WakeLeftBehind(next);\n    }\n\n    private void SaveNew",
     "        if (!@) WakeLeftBehind(next);\n    }\n\n    private void SaveNew"),
    (MAIN, "Taken = before is null ? []", "Taken = before is null || @ ? []"),
    (CANCEL, "with { CancelledAt = now }", "with { CancelledAt = @ ? null : now }"),
    (CANCEL, "if (notification.Closed(stored.Delivery.Revision) is",
     "if ((@ ? DeliveryState.Cancelled : notification.Closed(stored.Delivery.Revision)) is"),
    (CANCEL, "slice.Cancel(key, account);", "if (!@) slice.Cancel(key, account);"),
    (CANCEL, "if (!OutboxRules.CanBeStopped(stored.Delivery.State))", "if (!@ && !OutboxRules.CanBeStopped(stored.Delivery.State))"),
    (CANCEL, "&& IsFree(rest.Delivery))", "&& (@ || IsFree(rest.Delivery)))"),
    (CANCEL, "{ Epoch = stored.Delivery.Epoch + 1 }", "{ Epoch = stored.Delivery.Epoch + (@ ? 0 : 1) }"),
    (CANCEL, "WakeStandBys(Stop(stored, DeliveryState.Cancelled, now));",
     "{ var gone = Stop(stored, DeliveryState.Cancelled, now); if (@) SeeToStandBys(gone); else WakeStandBys(gone); }"),
    (CONFIRM, "if (notification.CancelledAt is not null ||", "if ((!@ && notification.CancelledAt is not null) ||"),
    (CONFIRM, "|| notification.Confirmed is not null)", "|| (!@ && notification.Confirmed is not null))"),
    (CONFIRM, "AwaitsSince = now", "AwaitsSince = @ ? null : now"),
    (CONFIRM, "if (OutboxRules.WaitsToo(", "if (@ || OutboxRules.WaitsToo("),
    (CONFIRM, "AwaitsSince = null,", "AwaitsSince = @ ? notification.AwaitsSince : null,"),
    (CONFIRM, "Confirmed = notification.Confirmed\n", "Confirmed = (@ ? null : notification.Confirmed)\n"),
    (CONFIRM, "if (stored.Delivery.State != DeliveryState.AwaitsConfirmation)",
     "if (!@ && stored.Delivery.State != DeliveryState.AwaitsConfirmation)"),
    (SETTLE, "if (stored.Delivery.Epoch != epoch", "if ((!@ && stored.Delivery.Epoch != epoch)"),
    (SETTLE, "&& settlement == Settlement.TryAgain)", "&& (@ || settlement == Settlement.TryAgain))"),
    (SETTLE, "if (notification.Closed(delivery.Revision) is not null ||", "if ((!@ && notification.Closed(delivery.Revision) is not null) ||"),
    (SETTLE, "|| delivery.ExpiresAt <= now ||", "|| (!@ && delivery.ExpiresAt <= now) ||"),
    (SETTLE, "|| delivery.IsErased)", "|| (!@ && delivery.IsErased))"),
    (SETTLE, "RouteIndex = 0,", "RouteIndex = @ ? delivery.RouteIndex : 0,"),
    (SETTLE, "Attempts = 0,", "Attempts = @ ? delivery.Attempts : 0,"),
    (SETTLE, "Due = now,", "Due = @ ? delivery.Due : now,"),
    (SETTLE, "asked = isInDoubt && !delivery", "asked = !@ && isInDoubt && !delivery"),
    (SETTLE, "Asked = AskedProviders.WithoutDoubt(asked)", "Asked = @ ? asked : AskedProviders.WithoutDoubt(asked)"),
    (SETTLE, "if (Refuses(new(", "if (!@ && Refuses(new("),
    (SETTLE, "}, notification.Awaits)", "}, !@ && notification.Awaits)"),
    (SETTLE, "{ Epoch = delivery.Epoch + 1 }", "{ Epoch = delivery.Epoch + (@ ? 0 : 1) }"),
    (STAND, "if (!OutboxRules.StandBysEndToo(", "if (@ || !OutboxRules.StandBysEndToo("),
    (STAND, "            SeeToStandBys(Stop(standBy, ended.State, ended.ChangedAt));",
     "            if (@) Stop(standBy, ended.State, ended.ChangedAt); else SeeToStandBys(Stop(standBy, ended.State, ended.ChangedAt));"),
    (STAND, "            Wake(standBy, ended.ChangedAt);", "            if (!@) Wake(standBy, ended.ChangedAt);"),
    (STAND, "if (!OutboxRules.Covers(", "if (@ || !OutboxRules.Covers("),
    (STAND, "holder is { } other && other", "!@ && holder is { } other && other"),
    (STAND, "slice.Notification(standBy.Delivery.NotificationKey).Awaits", "!@ && slice.Notification(standBy.Delivery.NotificationKey).Awaits"),
    (ERASE, "if (OutboxRules.IsInFlight(", "if (!@ && OutboxRules.IsInFlight("),
    (ERASE, "slice.Forget(stored.Delivery.NotificationKey, account);",
     "if (!@) slice.Forget(stored.Delivery.NotificationKey, account);"),
    (ERASE, "&& IsFree(rest.Delivery))", "&& (@ || IsFree(rest.Delivery)))"),
    (ERASE, "WakeLeftBehind(rest.Delivery);", "if (!@) WakeLeftBehind(rest.Delivery);"),
    (ERASE, "if (wasOpen)", "if (!@ && wasOpen)"),
    (ERASE, "Accounts = [], Slots", "Accounts = @ ? stored.Accounts : [], Slots"),
    (ERASE, "slice.Forget(key: null, account);", "if (!@) slice.Forget(key: null, account);"),
    (ERASE, "slice.Forget(key);", "if (!@) slice.Forget(key);"),
    (ERASE, "        SeeToStandBys(ended);", "        if (!@) SeeToStandBys(ended);"),
]


def main():
    root = subprocess.run(["git", "rev-parse", "--show-toplevel"], capture_output=True, text=True, check=True).stdout.strip()
    copy = sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp(prefix="notify-mutants-")
    subprocess.run(f"git archive HEAD | tar -x -C {copy}", shell=True, check=True, cwd=root)
    with open(f"{copy}/src/Notify.Sdk/Sending/Outbox/Mutant.cs", "w") as mutant:
        mutant.write("namespace Notify.Sdk;\n\npublic static class Mutant\n{\n    public static int Active { get; set; }\n\n"
                     "    internal static bool Is(int number) => Active == number;\n}\n")
    for number, (file, stands, instead) in enumerate(MUTANTS, 1):
        with open(f"{copy}/{file}") as source:
            text = source.read()
        if stands not in text:
            sys.exit(f"mutant {number}: {file} has no {stands!r} any more; bring the list up to date")
        with open(f"{copy}/{file}", "w") as source:
            source.write(text.replace(stands, instead.replace("@", f"Mutant.Is({number})"), 1))
    runner = f"{copy}/tests/Mutants"
    os.makedirs(runner, exist_ok=True)
    for name in ("Mutants.csproj", "Runner.cs"):
        with open(f"{root}/eng/mutants/{name}.txt") as given, open(f"{runner}/{name}", "w") as taken:
            taken.write(given.read())
    names = [f"{os.path.basename(file)}: {stands.strip().splitlines()[0][:70]}" for file, stands, _ in MUTANTS]
    subprocess.run(["dotnet", "build", runner, "-c", "Release", "-v", "quiet", "-p:RunAnalyzers=false", "-p:TreatWarningsAsErrors=false",
                    "-p:GenerateDocumentationFile=false"], check=True)
    sys.exit(subprocess.run(["dotnet", f"{runner}/bin/Release/net10.0/Mutants.dll", *names]).returncode)


if __name__ == "__main__":
    main()
