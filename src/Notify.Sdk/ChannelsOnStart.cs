using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Notify.Sdk.Consents;
using Notify.Sdk.Sending;

namespace Notify.Sdk;

/// <summary>
/// Says at start what is wrong with channels, all of it at once and by name: two of one name, and topics and rules for channels that nobody
/// registered. What is wrong with transports besides is said with it, so that nobody has to start twice to hear all.
/// </summary>
internal sealed class ChannelsOnStart(IEnumerable<DeliveryChannel> added, IEnumerable<Topic> topics,
    IEnumerable<SuppressionRegister> registers, IOptions<PermissionOptions> permission, IOptions<PlanningOptions> planning,
    IServiceProvider services) : IValidateOptions<NotifyOptions>
{
    public ValidateOptionsResult Validate(string? name, NotifyOptions options)
    {
        ChannelCatalog channels;
        try
        {
            channels = new(added);
        }
        catch (NotifyException fault)
        {
            return ValidateOptionsResult.Fail(fault.Message);
        }

        List<string> faults = [.. Users().Where(u => channels.Find(u.Channel.Name) is null)
            .Select(u => $"{u.User} names channel '{u.Channel}', which is not registered. Register it with AddChannel.").Distinct()];
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults.Concat(OfTransports()));
    }

    private IReadOnlyList<string> OfTransports()
    {
        try
        {
            return services.GetRequiredService<TransportsOnStart>().FaultsAsync().GetAwaiter().GetResult();
        }
        catch (NotifyException fault)
        {
            return [fault.Message];
        }
    }

    /// <summary>Who names which channel.</summary>
    private IEnumerable<(string User, DeliveryChannel Channel)> Users() =>
    [
        .. topics.SelectMany(t => t.Channels.Concat(t.Templates.Select(w => w.Channel)), (t, c) => ($"Topic '{t.Name}'", c)),
        .. registers.SelectMany(r => r.Channels, (r, c) => ($"Register '{r.Name}'", c)),
        .. permission.Value.AllCaps.SelectMany(cap => cap.Channels, (cap, c) => ($"Cap '{cap.Id}'", c)),
        .. permission.Value.LawRules.SelectMany(r => r.Channels.Concat(r.Registers.SelectMany(x => x.Channels)), (r, c) =>
            ($"Rule '{r.Id}'", c)),
        .. planning.Value.AllRules.SelectMany(r => r.Channels, (r, c) => ($"Window '{r.Id}'", c)),
    ];
}
