using Notify.Sdk.Permission;

namespace Notify.Sdk;

/// <summary>What can be done with a file of contacts besides reading it.</summary>
public static class ContactCsvExtensions
{
    extension(ContactCsv)
    {
        /// <summary>
        /// Says what is understood of a file before anything is sent: form, encoding, columns with masked examples, rows that would be left
        /// out and why, what rows have, opt-outs, and how many people it are. The file is read twice, in bounded memory; nothing is kept.
        /// </summary>
        /// <param name="path">Path of the file.</param>
        /// <param name="options">How to read, as for sending; null for the defaults. Its listener hears every problem.</param>
        /// <param name="audience">How accounts are read, as for sending; null for the defaults.</param>
        /// <param name="cancellationToken">Stops the reading.</param>
        /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
        /// <exception cref="IOException">The file is not there or cannot be read.</exception>
        /// <exception cref="NotifyException">The file is no CSV, or its header cannot be understood.</exception>
        public static Task<ContactCsvDescription> DescribeAsync(
            string path, ContactCsvOptions? options = null, AudienceOptions? audience = null, CancellationToken cancellationToken = default)
        {
            ArgumentException.ThrowIfNullOrEmpty(path);
            return new ListDescriber(path, options ?? new(), audience ?? new()).DescribeAsync(cancellationToken);
        }

        /// <summary>
        /// Takes over what a file says of its people's permission, with file, line and column: opt-outs become withdrawals, bounces
        /// suppressions. Importing the same file again changes nothing. Sending to the file does the same.
        /// </summary>
        /// <param name="path">Path of the file.</param>
        /// <param name="into">Where it goes; from the container.</param>
        /// <param name="options">How to read, as for sending; null for the defaults.</param>
        /// <param name="permissions">
        /// What the file does not say, for example what was disclosed to those who said yes; null for
        /// nothing.
        /// </param>
        /// <param name="cancellationToken">Stops between batches; those before stay.</param>
        /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
        /// <exception cref="NotifyException">As for <see cref="ContactCsv.ReadFileAsync"/>.</exception>
        public static Task<PermissionImportReport> ImportPermissionsAsync(
            string path, PermissionImport into, ContactCsvOptions? options = null, PermissionImportOptions? permissions = null,
                CancellationToken cancellationToken = default)
        {
            ArgumentNullException.ThrowIfNull(into);
            return into.ImportAsync(ContactCsv.ReadFileAsync(path, options, cancellationToken), permissions, cancellationToken);
        }
    }
}
