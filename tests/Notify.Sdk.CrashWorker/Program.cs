using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Notify.Sdk;
using Notify.Sdk.CrashWorker;
using Notify.Sdk.Stores;

// FILE hold: takes the lock of writers, says "held", and keeps it until the end of the input.
if (args is [var held, "hold"])
{
    await using SqliteConnection connection = new($"Data Source={held};Pooling=False");
    await connection.OpenAsync();
    await using var transaction = await connection.BeginTransactionAsync();
    await SayAsync("held");
    while (await Console.In.ReadLineAsync() is not null)
        continue;
    return;
}

// FILE PORT FATE MANNER SECONDS. Says "ready", then does what it reads a line at a time: "plan" plans once and says "planned"; "work"
// hands over what is due until the end of the input.
using var victim = new Victim(Fate.Parse(args[2]));
var port = int.Parse(args[1], CultureInfo.InvariantCulture);
var manner = Enum.Parse<Manner>(args[3]);
await using var services = CrashScene.Build(args[0], port, victim, TimeSpan.FromSeconds(int.Parse(args[4], CultureInfo.InvariantCulture)));
var dispatcher = services.GetRequiredService<IDispatcher>();
await SayAsync("ready");
while (await Console.In.ReadLineAsync() is { } order)
{
    if (order == "plan")
    {
        await CrashScene.PlanAsync(services);
        await SayAsync("planned");
    }
    else if (order == "work")
    {
        await WorkAsync();
    }
}

async Task WorkAsync()
{
    using CancellationTokenSource over = new();
    var end = Task.Run(async () =>
    {
        while (await Console.In.ReadLineAsync() is not null)
            continue;
        await over.CancelAsync();
    });
    while (!over.IsCancellationRequested)
    {
        if (manner == Manner.Library)
            await HandOverAsync(over.Token);
        else
            await NaiveWorker.DispatchAsync(services.GetRequiredService<IOutbox>(), new(port, victim), manner,
                services.GetRequiredService<IClock>().GetCurrentInstant());
        await Task.Delay(TimeSpan.FromMilliseconds(10), over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    await end;
}

async Task HandOverAsync(CancellationToken cancellationToken)
{
    try
    {
        await dispatcher.DispatchDueAsync(cancellationToken);
    }
    catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
    {
        // The end of the input came while it leased.
    }
}

static async Task SayAsync(string line)
{
    await Console.Out.WriteLineAsync(line);
    await Console.Out.FlushAsync();
}
