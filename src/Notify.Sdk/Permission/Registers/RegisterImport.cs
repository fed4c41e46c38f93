using NodaTime;
using NodaTime.Text;
using Notify.Sdk.Audience;
using Notify.Sdk.Consents;

namespace Notify.Sdk.Permission;

/// <summary>
/// Imports copies of suppression registers: streaming, with a report of every line that could not be read, and swapped in one
/// step at the end. A failed or cancelled import leaves the copy before in force. Thread-safe.
/// </summary>
public sealed class RegisterImport(
    ISuppressionList list, IEnumerable<SuppressionRegister> declared, IPhoneNumberParser phones, IClock clock)
{
    /// <summary>Dates without a zone may seem to lie in the future by this much.</summary>
    internal static readonly Duration ClockTolerance = Duration.FromDays(1);

    private readonly SuppressionRegister[] _declared = [.. declared];

    /// <summary>Replaces the copy of a register by a whole file.</summary>
    /// <param name="register">Its name; added with <c>AddSuppressionRegister</c>, or declared in the list.</param>
    /// <param name="obtainedAt">When the file was obtained from the registry: its age counts from here.</param>
    /// <param name="file">The file; it is left open.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    /// <param name="progress">Told every 100,000 lines.</param>
    /// <param name="cancellationToken">Stops the import; the copy before stays in force.</param>
    /// <exception cref="NotifyException">
    /// The register is not known, the date lies in the future or before that of the present copy, or no line is usable.
    /// </exception>
    public async Task<RegisterImportReport> ImportAsync(
        string register, Instant obtainedAt, Stream file, RegisterFileOptions? options = null,
            IProgress<RegisterProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        var declaration = await DeclarationAsync(register, obtainedAt, cancellationToken);
        var country = CountryOf(declaration, options);
        NumberRegisterBuilder numbers = new();
        HashSet<AddressKey> others = [];
        using RegisterReader reader = new(file, options.ListedGarbage, progress);
        while (await reader.NextAsync(cancellationToken) is { } line)
        {
            if (RegisterLine.TryNumber(line, country, phones, out var number, out var other))
            {
                numbers.Add(number);
                if (other is { } either)
                    numbers.Add(either);
            }
            else if (RegisterLine.Mailbox(line) is { } mailbox)
                others.Add(mailbox);
            else
                reader.Refuse(line);
        }

        if (numbers.Added + others.Count == 0 && !options.AllowEmpty)
            throw new NotifyException(
                $"The file for register '{register}' has no line with an address ({reader.Lines} lines, {reader.Garbage} not readable). "
                + $"The copy before stays in force. Check the file and RegisterFileOptions.Country, or set AllowEmpty.");
        RegisterCopy copy = new(register, numbers.Build()) { Others = others };
        await list.ReplaceAsync(declaration with { ObtainedAt = obtainedAt }, copy, cancellationToken);
        return reader.Report(copy);
    }

    /// <summary>
    /// Applies a change list to the present copy: numbers that came onto the register and numbers that left it, in the order of the
    /// file.
    /// </summary>
    /// <exception cref="NotifyException">As for <see cref="ImportAsync"/>, or the register has no copy yet.</exception>
    /// <inheritdoc cref="ImportAsync"/>
    public async Task<RegisterImportReport> ApplyChangesAsync(
        string register, Instant obtainedAt, Stream file, RegisterFileOptions? options = null,
            IProgress<RegisterProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        var declaration = await DeclarationAsync(register, obtainedAt, cancellationToken);
        var country = CountryOf(declaration, options);
        if ((await list.CopiesAsync(cancellationToken)).FirstOrDefault(c => c.Register == register) is not { } present)
            throw new NotifyException($"Register '{register}' has no copy to change. Import a whole file first.");
        Dictionary<ulong, bool> changes = [];
        using RegisterReader reader = new(file, options.ListedGarbage, progress);
        while (await reader.NextAsync(cancellationToken) is { } line)
        {
            if (RegisterLine.Change(line, options.Changes, country, phones) is var (add, number, other))
            {
                changes[number] = add;
                if (other is { } either)
                    changes[either] = add;
            }
            else
                reader.Refuse(line);
        }

        if (changes.Count == 0 && reader.Garbage > 0)
            throw new NotifyException(
                $"The change list for register '{register}' has no line that can be read. The copy before stays in force. Check "
                + $"RegisterFileOptions.Changes.");
        var copy = present with { Numbers = Changed(present.Numbers, changes, out var added, out var removed) };
        await list.ReplaceAsync(declaration with { ObtainedAt = obtainedAt }, copy, cancellationToken);
        return reader.Report(copy) with { Added = added, Removed = removed };
    }

    private static NumberRegister Changed(NumberRegister present, Dictionary<ulong, bool> changes, out long added, out long removed)
    {
        NumberRegisterBuilder numbers = new();
        foreach (var number in present.Numbers())
        {
            if (!changes.TryGetValue(number, out var stays) || stays)
                numbers.Add(number);
        }

        removed = present.Count - numbers.Added;
        added = 0;
        foreach (var (number, add) in changes)
        {
            if (!add || present.Contains(number))
                continue;
            numbers.Add(number);
            added++;
        }

        return numbers.Build();
    }

    private async Task<SuppressionRegister> DeclarationAsync(string register, Instant obtainedAt, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(register);
        var stored = (await list.RegistersAsync(cancellationToken)).FirstOrDefault(r => r.Name == register);
        var declaration = Array.Find(_declared, r => r.Name == register) ?? stored
            ?? throw new NotifyException(
                $"Register '{register}' is not known. Add it with AddSuppressionRegister(new SuppressionRegister {{ Name = "
                + $"\"{register}\", ... }}).");
        if (obtainedAt > clock.GetCurrentInstant() + ClockTolerance)
            throw new NotifyException(
                $"The copy of register '{register}' is dated {InstantPattern.General.Format(obtainedAt)}, which lies in the future: it "
                + $"would never grow old. Give the date on which it was obtained.");
        if (stored is not null && obtainedAt < stored.ObtainedAt)
            throw new NotifyException(
                $"The copy of register '{register}' of {InstantPattern.General.Format(obtainedAt)} is older than the one in force, of "
                + $"{InstantPattern.General.Format(stored.ObtainedAt)}. Obtain a newer one.");
        return declaration;
    }

    private static string? CountryOf(SuppressionRegister register, RegisterFileOptions options) =>
        options.Country ?? (register.Countries is [var only] ? only : null);
}
