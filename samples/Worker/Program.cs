using Notify.Sdk;
using Notify.Sdk.Email;
using Notify.Sdk.Sqlite;
using Worker;

// A service that keeps promises: it plans what the application hands it, and its worker hands over what is due, also what
// was planned before the last restart. Settings stand in appsettings.json.
var host = Host.CreateApplicationBuilder(args);
var settings = host.Configuration;

var notify = host.Services.AddNotify()
    .AddTopic("order-ready", t => t.Transactional()
        .Email("en", "Your order {{order}} is ready", "Dear {{recipient.name}}, order {{order}} waits for you at the shop."))
    .UseSqlite(settings["Notify:Database"]!)
    .AddNotifyWorker(settings.GetSection("Notify:Worker"));
if (settings.GetSection("Smtp").Exists())
    notify.AddSmtp(settings.GetSection("Smtp"));
else
    notify.AddPickupDirectory(settings.GetSection("Pickup"));

host.Services.AddHostedService<Orders>();
await host.Build().RunAsync();
