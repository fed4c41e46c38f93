using Notify.Sdk;

namespace Worker;

/// <summary>Stands for the application: an order is ready, so its customer is told. The key makes a second run tell nobody again.</summary>
internal sealed class Orders(INotifier notifier, ILogger<Orders> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var order = new Notification("order-ready", "order-123/ready") { Data = new Dictionary<string, object?> { ["order"] = "123" } };
        var report = await notifier.SendAsync(order, new Contact("a1") { Name = "Ana Diaz", Emails = ["ana@example.com"] }, stoppingToken);
        log.LogInformation("Order 123: {Outcome}", report.Outcomes[0].Kind);
    }
}
