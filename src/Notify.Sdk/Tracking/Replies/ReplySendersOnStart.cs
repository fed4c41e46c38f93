using Microsoft.Extensions.Options;

namespace Notify.Sdk.Tracking;

/// <summary>Says at start when two brands have one number, and not by the first STOP that comes to it.</summary>
internal sealed class ReplySendersOnStart(IEnumerable<ReplySender> senders, AddressIntake addresses) : IValidateOptions<ReplyOptions>
{
    public ValidateOptionsResult Validate(string? name, ReplyOptions options)
    {
        try
        {
            _ = new ReplySenders(senders, addresses);
            return ValidateOptionsResult.Success;
        }
        catch (NotifyException fault)
        {
            return ValidateOptionsResult.Fail(fault.Message);
        }
    }
}
