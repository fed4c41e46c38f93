using Notify.Sdk.Permission;

namespace Notify.Sdk.Consents;

/// <summary>Keeps the suppression registers. Implementations are thread-safe.</summary>
/// <remarks>
/// An entry whose register is not declared with <see cref="DeclareAsync"/> governs every channel of the address, and
/// marketing and transactional messages alike; kinds <see cref="SuppressionKind.Invalid"/> and
/// <see cref="SuppressionKind.Reassigned"/> always govern everything, emergencies included; the latter until the person agrees, or proves
/// the number theirs, anew.
/// </remarks>
public interface ISuppressionList
{
    /// <summary>Says what a register governs and how old the present copy is; replaces an earlier declaration of the same name.</summary>
    ValueTask DeclareAsync(SuppressionRegister register, CancellationToken cancellationToken = default);

    /// <summary>
    /// Adds entries, all or none; keys in another spelling are read first (<see cref="AddressIntake"/>). An address that stands on the
    /// register already keeps its first entry; of two of kind <see cref="SuppressionKind.Reassigned"/> the later date counts.
    /// </summary>
    /// <exception cref="ArgumentException">The key of an entry is none that an address can have.</exception>
    ValueTask AddAsync(IReadOnlyCollection<SuppressionEntry> entries, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes addresses off a register that were added one by one; what an imported copy lists leaves with a change list or the next
    /// copy.
    /// </summary>
    ValueTask RemoveAsync(string register, IReadOnlyCollection<AddressKey> addresses, CancellationToken cancellationToken = default);

    /// <summary>
    /// Puts a new copy of a register in place of the one before, in one step, with its declaration. Until this is done, and
    /// when it fails, the copy before is in force. Addresses that were added one by one stay.
    /// </summary>
    /// <param name="register">The declaration, with the date of the new copy.</param>
    /// <param name="copy">What stands on the register.</param>
    /// <param name="cancellationToken">Stops before the step.</param>
    /// <exception cref="ArgumentException">The copy is of another register.</exception>
    ValueTask ReplaceAsync(SuppressionRegister register, RegisterCopy copy, CancellationToken cancellationToken = default);

    /// <summary>
    /// The imported copies in force, ordered by name, ordinal; asked for every batch, so from memory unless they changed.
    /// </summary>
    ValueTask<IReadOnlyList<RegisterCopy>> CopiesAsync(CancellationToken cancellationToken = default);

    /// <summary>The declared registers, ordered by name, ordinal.</summary>
    ValueTask<IReadOnlyList<SuppressionRegister>> RegistersAsync(CancellationToken cancellationToken = default);

    /// <summary>The entries of the given addresses on all registers, without those of <see cref="CopiesAsync"/>.</summary>
    /// <param name="addresses">Canonical keys, numbers without extension; some thousand at most, each once.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    ValueTask<IReadOnlyList<SuppressionEntry>> FindAsync(IReadOnlyCollection<AddressKey> addresses, CancellationToken cancellationToken =
        default);
}
