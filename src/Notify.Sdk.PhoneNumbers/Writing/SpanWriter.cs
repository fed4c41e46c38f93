using System.Globalization;

namespace Notify.Sdk.PhoneNumbers.Writing;

/// <summary>Appends to a span and remembers if it did not fit.</summary>
internal ref struct SpanWriter(Span<char> destination)
{
    private readonly Span<char> _destination = destination;
    private int _written;
    private bool _overflow;

    internal void Append(char character)
    {
        if ((uint)_written < (uint)_destination.Length)
            _destination[_written++] = character;
        else
            _overflow = true;
    }

    internal void Append(ReadOnlySpan<char> text)
    {
        if (text.TryCopyTo(_destination[_written..]))
            _written += text.Length;
        else
            _overflow = true;
    }

    internal void Append(ulong value)
    {
        if (value.TryFormat(_destination[_written..], out var digits, default, CultureInfo.InvariantCulture))
            _written += digits;
        else
            _overflow = true;
    }

    /// <summary>False, and nothing counts as written, where the span was too short.</summary>
    internal readonly bool Finish(out int written)
    {
        written = _overflow ? 0 : _written;
        return !_overflow;
    }
}
