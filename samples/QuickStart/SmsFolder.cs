using Notify.Sdk;

namespace QuickStart;

/// <summary>Text messages as files, so that the sample needs no provider. See samples/CustomTransport for a real one.</summary>
internal sealed class SmsFolder(string folder) : ITransport
{
    public string Name => "sms-folder";

    public DeliveryChannel Channel => DeliveryChannel.Sms;

    public async ValueTask<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var file = $"{message.IdempotencyKey}.txt"; // the same message twice is one file
        try
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(Path.Combine(folder, file),
                $"To: {message.To.Deliverable}\nFrom: {message.Brand}\n\n{message.Content.Text}\n", cancellationToken);
            return SendOutcome.Accepted(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return SendOutcome.Deferred($"The folder for text messages could not be written to ({fault.GetType().Name}).");
        }
    }
}
