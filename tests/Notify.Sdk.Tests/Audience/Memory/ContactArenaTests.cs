using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

/// <summary>What was written is read again, field by field, from memory and from disk.</summary>
public class ContactArenaTests
{
    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(0)]
    public void Contacts_come_back_as_they_were(long memory) => Prop.ForAll(AnyContact().ListOf().ToArbitrary(), contacts =>
    {
        using var file = new TemporaryFile(null);
        var arena = new ContactArena(new(memory), file);
        var writer = new ContactWriter(16);
        var block = arena.Reserve();
        var places = contacts.Select(c => ContactArena.Locator(block, writer.Write(c))).ToList();
        arena.Put(block, writer.Written);
        places.Select(p => Text(arena.Read(p))).Should().Equal(contacts.Select(Text));
        (file.Length > 0).Should().Be(memory == 0 && contacts.Count > 0);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static string Text(Contact c) => string.Join('\n',
    [
        Say(c.AccountId), Say(c.Source), Say(c.PersonId), Say(c.Name), Say(c.Language), Say(c.Country), Say(c.Region), Say(c.PostalCode),
            Say(c.TimeZone),
        $"{c.QuietHours?.From.NanosecondOfDay} {c.QuietHours?.To.NanosecondOfDay} {c.BirthDate} {c.BirthDate?.Calendar} "
            + $"{Say(c.LastConfirmed)}",
        .. c.Emails.Select(e => $"{Say(e.Value)} {Say(e.VerifiedAt)}"),
        .. c.Phones.Select(p => $"{Say(p.Value)} {Say(p.VerifiedAt)}"),
        .. c.Addresses.Select(h => $"{h.Kind} {Say(h.Value)} {Say(h.VerifiedAt)}"),
        .. c.ChannelOrder.Select(o => $"{o.Key}={(o.Value is null ? "null" : string.Join(',', o.Value))}"),
        .. c.Attributes.Select(a => $"{a.Key}={(a.Value is null ? "null" : Say(a.Value.Value) + Say(a.Value.AsOf))}"),
    ]);

    // Unpaired surrogates must show.
    private static string Say(string? text) => text is null ? "null" : $"'{string.Join(' ', text.Select(c => (int)c))}'";

    private static string Say(Instant? at) => at is { } known ? $"{(known - NodaConstants.UnixEpoch).ToInt128Nanoseconds()}" : "-";

    private static Gen<string?> AnyText() => Gen.Elements<string?>(null, "", "a", "Ann Lee", "ä", "\uD800", new string('x', 700), "日本");

    private static Gen<Instant?> AnyTime() =>
        Gen.Elements<Instant?>(null, NodaConstants.UnixEpoch, Instant.MinValue, Instant.MaxValue, Instant.FromUnixTimeTicks(-1)
        .PlusNanoseconds(3));

    private static Gen<Contact> AnyContact() =>
        from texts in AnyText().ArrayOf(12)
        from times in AnyTime().ArrayOf(5)
        from date in Gen.Elements<LocalDate?>(null, new(1980, 12, 31), new(-5, 2, 28), new(1400, 5, 6, CalendarSystem.PersianSimple))
        from hours in Gen.Elements<QuietHours?>(null, new QuietHours(new(22, 0), LocalTime.MaxValue))
        from many in Gen.Choose(0, 2)
        select new Contact(texts[0] ?? "id")
        {
            Source = texts[1]!,
            PersonId = texts[2],
            Name = texts[3],
            Language = texts[4],
            Country = texts[5],
            Region = texts[6],
            PostalCode = texts[7],
            TimeZone = texts[8],
            Emails = [.. Enumerable.Range(0, many).Select(i => new ContactPoint(texts[9 + i]!, times[i]))],
            Phones = [.. Enumerable.Range(0, 2 - many).Select(i => new ContactPoint(texts[9 + i]!, times[1 + i]))],
            Addresses = many == 1 ? [new(AddressKind.Slack, texts[11]!, times[3])] : [],
            QuietHours = hours,
            BirthDate = date,
            LastConfirmed = times[4],
            ChannelOrder = many == 0 ? Account.EmptyOrder : new Dictionary<string, IReadOnlyList<DeliveryChannel>>
            {
                ["*"] = [DeliveryChannel.Sms, DeliveryChannel.Email],
                ["x"] = null!
            },
            Attributes = many == 2 ? Account.EmptyAttributes
                : new Dictionary<string, ContactAttribute> { ["a"] = new(texts[10]!, times[2]), ["b"] = null! },
        };
}
