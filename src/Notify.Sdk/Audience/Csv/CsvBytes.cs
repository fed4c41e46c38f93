namespace Notify.Sdk.Audience;

/// <summary>Reads the next bytes of a file in UTF-8; 0 at its end. The buffer has room for a kilobyte at least.</summary>
internal delegate ValueTask<int> CsvBytes(Memory<byte> buffer, CancellationToken cancellationToken);
