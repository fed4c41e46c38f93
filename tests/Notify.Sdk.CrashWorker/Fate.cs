using System.Globalization;

namespace Notify.Sdk.CrashWorker;

/// <summary>Where in its work a worker is struck.</summary>
public enum Step : byte
{
    None,

    /// <summary>While deliveries are being added: the store's transaction is open, or about to be.</summary>
    Planning,

    /// <summary>Some deliveries were added, and more are to be.</summary>
    Planned,

    /// <summary>While a lease is being written.</summary>
    Leasing,

    /// <summary>Leased, and nothing looked at yet.</summary>
    Leased,

    /// <summary>Looked at again, and the attempts not written down yet.</summary>
    BeforeBegin,

    /// <summary>While the attempts are being written down.</summary>
    Beginning,

    /// <summary>The attempts are written down, and nothing is handed over.</summary>
    Begun,

    /// <summary>About to hand over: the recorder has nothing.</summary>
    HandingOver,

    /// <summary>The recorder has half of the message.</summary>
    HalfHandedOver,

    /// <summary>Everything is on its way to the recorder, and no answer was waited for.</summary>
    HandedOver,

    /// <summary>The recorder has answered, and the transport has not.</summary>
    Answered,

    /// <summary>While the answer is being written down.</summary>
    Acknowledging,

    /// <summary>The answer is written down: between one group of writes and the next.</summary>
    Acknowledged,
}

/// <summary>What happens to a worker at its step.</summary>
public enum Blow : byte
{
    None,

    /// <summary>SIGKILL.</summary>
    Kill,

    /// <summary>SIGSTOP, until somebody wakes it.</summary>
    Stop,
}

/// <summary>How a worker works: as the library does, or in one of two ways that are known to be wrong.</summary>
public enum Manner : byte
{
    Library,

    /// <summary>Writes no attempt down before it hands over: what it was handing over when it died is handed over again.</summary>
    WithoutBegin,

    /// <summary>Calls a message accepted before it hands it over: what it had not handed over when it died is lost.</summary>
    AcknowledgesFirst,
}

/// <summary>At which occurrence of which step a worker is struck.</summary>
/// <param name="Step">The step.</param>
/// <param name="Blow">What happens there.</param>
/// <param name="Occurrence">The first is 1.</param>
/// <param name="Microseconds">For a blow during a call: how long after the call began.</param>
public sealed record Fate(Step Step, Blow Blow, int Occurrence, int Microseconds)
{
    /// <summary>Nothing happens.</summary>
    public static Fate Quiet { get; } = new(Step.None, Blow.None, 0, 0);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static Fate Parse(string text)
    {
        var parts = text.Split('/');
        return new(Enum.Parse<Step>(parts[0]), Enum.Parse<Blow>(parts[1]), Number(parts[2]), Number(parts[3]));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Step}/{Blow}/{Occurrence}/{Microseconds}");

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
