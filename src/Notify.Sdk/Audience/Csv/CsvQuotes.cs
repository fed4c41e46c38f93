namespace Notify.Sdk.Audience;

/// <summary>Tells separators between fields from those in quotation marks, 64 bytes after the other from the beginning of a row.</summary>
internal struct CsvQuotes()
{
    // What was seen in the bytes before; of these the highest bit counts.
    private ulong _edges = 1UL << 63;
    private ulong _returns;
    private ulong _closing;
    private ulong _inside; // all bits or none

    /// <summary>Answers what ends fields and lines. False: something is not plain, and only lines that end before it are told of.</summary>
    public bool Read(in CsvBits bits, out ulong edges, out ulong feeds)
    {
        feeds = bits.Feeds;
        edges = bits.Delimiters | feeds;
        var faults = bits.Nuls | (Next(bits.Returns, _returns) & ~feeds); // CR is part of CR LF or ends a line of its own
        if ((bits.Quotes | _inside | _closing) != 0)
            faults |= ReadQuoted(bits, ref edges, ref feeds);
        (_edges, _returns) = (edges, bits.Returns);
        if (faults == 0)
            return true;
        feeds &= (faults & (0 - faults)) - 1;
        return false;
    }

    private ulong ReadQuoted(in CsvBits bits, ref ulong edges, ref ulong feeds)
    {
        var inside = Parity(bits.Quotes) ^ _inside; // from the opening mark to the byte before the closing one
        var opening = bits.Quotes & inside;
        var closing = bits.Quotes & ~inside;
        var faults = feeds & inside; // the row has several lines, or a mark is not closed
        (edges, feeds) = (edges & ~inside, feeds & ~inside);
        faults |= opening & ~Next(edges, _edges);
        faults |= Next(closing, _closing) & ~(edges | bits.Returns);
        (_closing, _inside) = (closing & (1UL << 63), 0UL - (inside >> 63));
        return faults;
    }

    /// <summary>The bits after those given.</summary>
    private static ulong Next(ulong bits, ulong before) => (bits << 1) | (before >> 63);

    /// <summary>Sets every bit that an odd number of bits set up to and with it.</summary>
    private static ulong Parity(ulong bits)
    {
        for (var shift = 1; shift < 64; shift *= 2)
            bits ^= bits << shift;
        return bits;
    }
}
