using System.Globalization;

namespace Notify.Sdk.Benchmarks.Audience;

/// <summary>What the command is told.</summary>
/// <param name="Accounts">Rows of the large list.</param>
/// <param name="Seed">Of the lists.</param>
/// <param name="Cores">How many cores the library may use at most; every number from one up is measured.</param>
/// <param name="Repeat">Rounds; the best counts.</param>
/// <param name="Peer">Rows of the list on which the baseline runs, which needs about a kilobyte for each.</param>
/// <param name="Budget">The library's memory budget in bytes; null for its default.</param>
internal sealed record AudienceArguments(int Accounts, ulong Seed, int Cores, int Repeat, int Peer, long? Budget)
{
    private const int LargestPeer = 2_000_000;

    /// <exception cref="ArgumentException">An option that there is not, or one without a number.</exception>
    public static AudienceArguments Parse(string[] args)
    {
        var options = new AudienceArguments(1_000_000, 20261122, Math.Min(2, Environment.ProcessorCount), 3, 0, null);
        foreach (var pair in args.Chunk(2))
        {
            if (pair is not [var name, var text] || !long.TryParse(
                text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) || number < 1)
                throw new ArgumentException($"'{pair[0]}' needs a number of 1 or more.");
            options = name switch
            {
                "--accounts" => options with { Accounts = checked((int)number) },
                "--seed" => options with { Seed = (ulong)number },
                "--cores" => options with { Cores = (int)Math.Min(number, Environment.ProcessorCount) },
                "--repeat" => options with { Repeat = checked((int)number) },
                "--baseline" => options with { Peer = checked((int)number) },
                "--memory-budget" => options with { Budget = number << 20 },
                _ => throw new ArgumentException(
                    $"'{name}' is no option. There are --accounts, --seed, --cores, --repeat, --baseline (accounts) and --memory-budget "
                    + $"(MiB)."),
            };
        }

        return options with { Peer = Math.Min(options.Accounts, options.Peer > 0 ? options.Peer : LargestPeer) };
    }
}
