using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Conformance;

/// <summary>
/// People, deliveries and caps for the suites, and for further tests of a store: example domains and fictional numbers only. What is made
/// twice from the same arguments is equal. Thread-safe.
/// </summary>
public static class Samples
{
    /// <summary>Key of the notification that all deliveries belong to.</summary>
    public const string Key = "outage/north";

    /// <summary>The instant of the suites, in winter time and within courtesy hours everywhere in the United States.</summary>
    public static Instant Now { get; } = Instant.FromUtc(2026, 3, 2, 15, 0);

    /// <summary>A mailbox at example.com.</summary>
    /// <param name="local">Its local part, in lower case.</param>
    public static Address Email(string local) => new()
    {
        Key = new(AddressKind.Email, $"{local}@example.com"),
        Deliverable = $"{local}@example.com",
    };

    /// <summary>A number of which nobody knows which of two it is: typed without a plus where it is a landline, or one abroad.</summary>
    public static AddressKey InDoubt { get; } = new(AddressKind.Phone, "+4314155552671;or=+14155552671");

    /// <summary>The two.</summary>
    public static IReadOnlyList<AddressKey> BothInDoubt { get; } = [new(AddressKind.Phone, "+4314155552671"),
        new(AddressKind.Phone, "+14155552671")];

    /// <summary>A fictional mobile number of Washington, D.C.</summary>
    /// <param name="last">Its last two digits, 0 to 99.</param>
    public static Address Phone(int last) => new()
    {
        Key = new(AddressKind.Phone, $"+120255501{last:00}"),
        Deliverable = $"+120255501{last:00}",
        SmsCapable = true,
        PhoneRegion = "US",
        PhoneTimeZones = ["America/New_York"],
    };

    /// <summary>A person with one account.</summary>
    /// <param name="account">Id of the account.</param>
    /// <param name="addresses">Its addresses, most wanted first.</param>
    public static Person Person(string account, params Address[] addresses) => new()
    {
        Accounts = [new Account { Ref = new(account), Name = "Ana Example", Addresses = addresses, Language = "en" }],
    };

    /// <summary>A delivery that is due now, over the given addresses in order.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="account">Id of the account that it tells.</param>
    /// <param name="addresses">One route each.</param>
    public static Delivery Delivery(string id, string account, params Address[] addresses) => new()
    {
        Plan = new()
        {
            Id = new(id),
            NotificationKey = Key,
            Revision = 0,
            Person = Person(account, addresses),
            AddressContent = $"{Key}#0",
            Routes = [.. addresses.Select(
                a => new Route(a.Key.Kind == AddressKind.Email ? DeliveryChannel.Email : DeliveryChannel.Sms, a, new(account)))],
            FirstDue = Now,
            ExpiresAt = Now + Duration.FromDays(2),
        },
        State = DeliveryState.Planned,
        Due = Now,
        ChangedAt = Now,
    };

    /// <summary>The same delivery with another plan.</summary>
    public static Delivery WithPlan(this Delivery delivery, Func<DeliveryPlan, DeliveryPlan> change) =>
        delivery with { Plan = change(delivery.Plan) };

    /// <summary>A delivery of its own account to its own mailbox.</summary>
    public static Delivery Delivery(string id) => Delivery(id, $"acc-{id}", Email(id));

    /// <summary>With its account marks, its address mark unless it stands by, and an outcome for each account.</summary>
    public static PlannedDelivery Planned(Delivery delivery, params CapSlot[] slots)
    {
        List<OnceKey> marks = [.. delivery.Person.Accounts.Select(a => AccountMark(delivery, a.Ref))];
        if (delivery.State != DeliveryState.StandBy)
            marks.Add(OutboxRules.AddressMark(delivery));
        return new(
            delivery, marks, slots,
            [.. delivery.Person.Accounts.Select(a => Outcome(a.Ref, OutcomeKind.Planned) with { Delivery = delivery.Id })]);
    }

    /// <summary>A delivery of its own account to its own mailbox, with its marks.</summary>
    public static PlannedDelivery Planned(string id, params CapSlot[] slots) => Planned(Delivery(id), slots);

    /// <summary>A delivery that stands by for another, with an account of its own.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="waitsFor">The delivery that it waits for.</param>
    /// <param name="address">The address of both.</param>
    /// <param name="more">Further addresses of its own.</param>
    public static Delivery StandBy(string id, string waitsFor, Address address, params Address[] more) =>
        Delivery(id, $"acc-{id}", [address, .. more]) with { State = DeliveryState.StandBy, WaitsFor = new(waitsFor) };

    /// <summary>The mark that a delivery sets on an account.</summary>
    public static OnceKey AccountMark(Delivery delivery, AccountRef account) =>
        new($"{delivery.NotificationKey}#{delivery.Revision}", OnceSubject.Of(account));

    /// <summary>A decision about an account, with a reason.</summary>
    public static AccountOutcome Outcome(AccountRef account, OutcomeKind kind) => new()
    {
        Account = account,
        Kind = kind,
        Reasons = [new(ReasonCodes.OutsideWindow, "window/courtesy", "Closed until 08:00.")],
    };

    /// <summary>A notification as it is registered, valid for two days.</summary>
    public static NotificationRecord Record(string key = Key, int revision = 0, string hash = "aa") =>
        new(new Notification("outage", key) { Revision = revision, ExpiresAt = Now + Duration.FromDays(2) }, hash, Now);

    /// <summary>A lease for five minutes, from <see cref="Now"/> on when nothing else is said.</summary>
    public static LeaseRequest Lease(Instant? now = null, int limit = 100) =>
        new(now ?? Now, (now ?? Now) + Duration.FromMinutes(5), limit);

    /// <summary>A cap over 24 hours.</summary>
    public static FrequencyCap Cap(int limit) => new() { Id = "two-a-day", Limit = limit, Window = Duration.FromHours(24) };

    /// <summary>The bucket of an account under <see cref="Cap"/>.</summary>
    public static CapBucket Bucket(string account) => new("two-a-day", OnceSubject.Of(new AccountRef(account)), "outage");

    /// <summary>A slot of an account under <see cref="Cap"/>.</summary>
    public static CapSlot Slot(string account, int limit) => new(Bucket(account), Cap(limit));
}
