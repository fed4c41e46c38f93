using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;
using Notify.Sdk.Planning;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Permission.Bases;

/// <summary>The gates of permission under some rules of the law, asked about one message to one account.</summary>
internal sealed class LawBench : IDisposable
{
    public const string Topic = "topic";
    public const string Brand = "Example";

    private readonly Scenario _scenario;

    /// <param name="rules">The rules that there are; all of the built-in pack when none is given.</param>
    /// <param name="configure">What the application declares.</param>
    /// <param name="policy">Whether marketing needs a consent where the law asks for none, too.</param>
    public LawBench(IReadOnlyList<ConsentRule>? rules = null, Action<ConsentOptions>? configure = null, bool policy = false)
    {
        _scenario = Scenario.OutOfTheBox(configure: b =>
        {
            b.ConfigureConsent(o =>
            {
                o.ImpliedLasts.Clear(); // of the library, not of the law
                configure?.Invoke(o);
            });
            if (rules is not null)
                b.Services.Configure<PermissionOptions>(o => o.LawRules = rules);
            if (!policy)
                b.SwitchOff(NotifyDefaults.MarketingConsent);
        });
    }

    public Message About(MessageClass @class, DeliveryChannel channel) => new(this) { Class = @class, Channel = channel };

    public void Dispose() => _scenario.Dispose();

    /// <summary>One message, as far as rules look at it.</summary>
    public sealed record Message(LawBench Bench)
    {
        public MessageClass Class { get; init; }

        public DeliveryChannel Channel { get; init; } = DeliveryChannel.Email;

        public TopicPurpose Purpose { get; init; }

        public bool Live { get; init; }

        public string? Country { get; init; }

        public string? Region { get; init; }

        public ContactKind Kind { get; init; } = ContactKind.Consumer;

        public bool Landline { get; init; }

        public Instant At { get; init; } = Instant.FromUtc(2026, 11, 26, 12, 0);

        public IReadOnlyList<ConsentRecord> Records { get; init; } = [];

        public SuppressionFacts Registers { get; init; } = SuppressionFacts.Empty;

        public AddressKey Key =>
            Channel == DeliveryChannel.Email ? new(AddressKind.Email, "bo@example.com") : new(AddressKind.Phone, "+999555010101");

        public Message With(params ConsentRecord[] records) => this with { Records = records };

        /// <summary>A yes on words that name the topic, of yesterday.</summary>
        public ConsentRecord Yes(ConsentBasis basis, Duration? ago = null, bool words = true) => new()
        {
            Id = $"{basis}",
            Address = Key,
            Scope = ConsentScope.Of(Topic),
            Status = ConsentStatus.Granted,
            Basis = basis,
            Brand = Brand,
            OccurredAt = At - (ago ?? Duration.FromDays(1)),
            Disclosure = words ? Scenario.Words(Topic) : null,
        };

        public ConsentRecord No() =>
            new()
            {
                Id = "no",
                Address = Key,
                Scope = ConsentScope.Everything,
                Status = ConsentStatus.Withdrawn,
                OccurredAt = At - Duration.FromHours(1)
            };

        public Attempt Attempt()
        {
            var topic = new Topic { Name = Topic, Class = Class, Purpose = Purpose, LiveVoice = Live, Brand = Brand, Channels = [Channel] };
            var address = new Address
            {
                Key = Key,
                Deliverable = Key.Value,
                SmsCapable = !Landline,
                VoiceCapable = true,
                Kind = Channel == DeliveryChannel.WhatsApp ? AddressKind.WhatsApp : Key.Kind,
            };
            var account = new Account { Ref = new("bo"), Country = Country, Region = Region, Kind = Kind, Addresses = [address] };
            var facts = new Facts();
            facts.Set(new ConsentFacts([.. Records.OrderBy(r => r.OccurredAt)]));
            facts.Set(Registers);
            return new()
            {
                Topic = topic,
                Notification = new(Topic, "k") { ExpiresAt = At + Duration.FromDays(30) },
                Person = new() { Accounts = [account] },
                Account = account,
                Address = address,
                Channel = Channel,
                Facts = facts,
                At = At,
                AccountContent = "k",
                AddressContent = "k",
            };
        }

        /// <summary>Null when the gates of consents and registers let it pass; else their first reason.</summary>
        public Reason? Refusal()
        {
            var attempt = Attempt();
            foreach (var gate in Bench._scenario.Get<IEnumerable<ISendGate>>().Where(g => g is ConsentGate or SuppressionGate))
            {
                if (gate.Judge(attempt) is { Kind: VerdictKind.Suppress } verdict)
                    return verdict.Reason;
            }

            return null;
        }

        public Verdict Window() => Bench._scenario.Get<WindowGate>().Judge(Attempt());

        public IReadOnlyList<Reason> Notes() => Bench._scenario.Get<LawGrounds>().Of(Attempt()).Notes;

        public void ShouldPass(string because = "") => Refusal().Should().BeNull(because);

        public Reason ShouldBeRefused(string because = "")
        {
            var refusal = Refusal();
            refusal.Should().NotBeNull(because);
            return refusal!;
        }
    }
}
