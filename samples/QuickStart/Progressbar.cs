using Notify.Sdk;
using Spectre.Console;

namespace QuickStart;

/// <summary>Shows how far a send is when it takes longer than a moment, on a terminal only.</summary>
internal static class Progressbar
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(700);

    public static async Task<SendReport> ShowAsync(string topic, Func<IProgress<SendProgress>, Task<SendReport>> send)
    {
        var latest = new Latest();
        var sending = Task.Run(() => send(latest));
        if (Screen.IsPlain || await Task.WhenAny(sending, Task.Delay(Patience, TimeProvider.System)) == sending)
            return await sending;
        await AnsiConsole.Progress().AutoClear(true).StartAsync(async context =>
        {
            var bar = context.AddTask(topic);
            while (!sending.IsCompleted)
            {
                Update(bar, topic, latest.Value);
                await Task.WhenAny(sending, Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System));
            }
        });
        return await sending;
    }

    private static void Update(ProgressTask bar, string topic, SendProgress progress)
    {
        bar.IsIndeterminate = progress.Total is null;
        bar.MaxValue = Math.Max(progress.Total ?? 1, 1);
        bar.Value = progress.Total is null ? 0 : progress.Done;
        bar.Description = progress.Step == SendStep.Reading
            ? $"{topic}: {progress.Done:N0} accounts read" : $"{topic}: {progress.Done:N0} of {progress.Total:N0} people decided";
    }

    private sealed class Latest : IProgress<SendProgress>
    {
        private readonly Lock _lock = new();
        private SendProgress _value;

        public SendProgress Value
        {
            get { lock (_lock) return _value; }
        }

        public void Report(SendProgress value)
        {
            lock (_lock)
                _value = value;
        }
    }
}
