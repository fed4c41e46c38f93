using System.Runtime.CompilerServices;
using Notify.Sdk.Audience;

namespace Notify.Sdk;

/// <summary>
/// Reads contacts from CSV, row by row, in constant memory: as programs export them (<see cref="ContactForm"/>) or with headers of one's
/// own; UTF-8, UTF-16 or Windows-1252, any line ends, quoting by RFC 4180, a header line first.
/// </summary>
/// <remarks>
/// <para>
/// Fields, as headers, mappings and forms name them, without case and separators: <c>account_id</c> (also id, customer), <c>source</c>,
/// <c>person_id</c>, <c>name</c> (or first_name and last_name), <c>email</c>, <c>email2</c> ..., <c>emails</c> (several,
/// semicolon between), <c>phone</c>, <c>phone2</c> ..., <c>mobile</c>, <c>home_phone</c>, <c>work_phone</c>, <c>other_phone</c>,
/// <c>phones</c>, <c>whatsapp</c>, <c>telegram</c>, <c>x</c>, <c>facebook</c>, <c>slack</c>, <c>language</c>, <c>country</c>,
/// <c>region</c> (state), <c>postcode</c> (zip), <c>timezone</c>, <c>quiet_from</c> and <c>quiet_to</c> (<c>22:00</c>), <c>channels</c>
/// (<c>sms;email</c>, best first; <c>channels:topic</c> for one topic), <c>last_confirmed</c>, <c>birth_date</c>,
/// <c>email_verified_at</c>, <c>phone2_verified_at</c> ..., <c>title</c>, <c>salutation</c>, <c>company</c>, <c>city</c>,
/// <c>attr:name</c> (facts for templates), <c>attr_as_of</c>, and what people allowed: <c>opt_out</c>, <c>opt_in</c> and <c>bounced</c>,
/// with what they reach (<c>opt_out:marketing/email</c>). Headers in seven other languages are known too; any other is named by
/// <see cref="ContactCsvOptions.Columns"/>. A column that seems to say no and is not understood ends the reading with a question.
/// </para>
/// <para>
/// A row without an account id gets one that is made of its mailbox or number (<see cref="ContactCsvOptions.IdKey"/>). Instants are ISO
/// 8601 with an offset (<c>2026-11-22T09:00:00Z</c>), or dates (midnight UTC), also with day and month in the order that the file shows.
/// A field that only adds evidence and cannot be read costs the field; one that protects the person (quiet hours, channels, birth date,
/// opt-outs) costs the row, because to go on without it could disturb or mix up people. Addresses are not judged here: the pipeline does,
/// and says so in the outcome.
/// </para>
/// </remarks>
public static class ContactCsv
{
    /// <summary>
    /// Reads a file. It is opened when the first contact is asked for, or when the list is sent: then it is read in blocks by
    /// all cores, and rows are read again as their turn comes, so that the list never is in memory as a whole.
    /// </summary>
    /// <param name="path">Path of the file, which must not change until the call that reads it ends; a new file may take its place.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    /// <exception cref="IOException">While reading: the file is not there or cannot be read.</exception>
    /// <exception cref="NotifyException">
    /// While reading: see <see cref="ReadAsync(TextReader, ContactCsvOptions?, CancellationToken)"/>. While sending: the file was
    /// changed meanwhile, or is a pipe, which cannot be read twice.
    /// </exception>
    public static IAsyncEnumerable<Contact> ReadFileAsync(
        string path, ContactCsvOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new ContactCsvFile(path, options ?? new(), cancellationToken);
    }

    /// <summary>Reads a stream. It is left open.</summary>
    /// <inheritdoc cref="ReadAsync(TextReader, ContactCsvOptions?, CancellationToken)"/>
    public static async IAsyncEnumerable<Contact> ReadAsync(
        Stream stream, ContactCsvOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var pieces = new CsvPieces(new(stream, options?.Encoding), options ?? new());
        await foreach (var contact in pieces.ReadAllAsync(cancellationToken))
            yield return contact;
    }

    /// <summary>Reads text. The reader is left open.</summary>
    /// <param name="reader">The text; the header is its first line that is not empty.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="NotifyException">
    /// While reading: no header, neither an account id nor an address, two columns for one field, a mapping that names no field, a
    /// column that may be an opt-out, a file of another kind - or, when <see cref="ContactCsvOptions.OnError"/> is null, the first line
    /// that is broken.
    /// </exception>
    public static async IAsyncEnumerable<Contact> ReadAsync(
        TextReader reader, ContactCsvOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        using var pieces = new CsvPieces(new(new CsvText(reader).ReadAsync), options ?? new());
        await foreach (var contact in pieces.ReadAllAsync(cancellationToken))
            yield return contact;
    }
}
