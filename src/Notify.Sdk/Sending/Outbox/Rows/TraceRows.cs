using Notify.Sdk.Stores;

namespace Notify.Sdk.Sending;

/// <summary>The octets of the traces that a delivery left.</summary>
internal static class TraceRows
{
    public static void Write(RowWriter row, IReadOnlyList<PersonTraces> all)
    {
        row.Count(all.Count);
        for (var i = 0; i < all.Count; i++)
        {
            row.Name(all[i].ContentKey);
            row.Code(all[i].Run);
            row.Number(all[i].PersonId);
            row.Number(all[i].BirthDate);
            row.Count(all[i].Traces.Count);
            foreach (var trace in all[i].Traces)
            {
                row.Write((byte)trace.Kind);
                row.Write((byte)((byte)trace.Form << 1 | (trace.Verified ? 1 : 0)));
                row.Code(trace.At);
                if (trace.Name == 0)
                    row.Write((byte)0);
                else
                    WriteName(row, trace.Name);
            }
        }
    }

    public static PersonTraces[] Read(ref RowReader row)
    {
        var all = new PersonTraces[row.Count()];
        for (var i = 0; i < all.Length; i++)
        {
            var (content, run, person, born) = (row.Name(), row.Code(), row.Number(), row.Number());
            var traces = new PersonTrace[row.Count()];
            for (var j = 0; j < traces.Length; j++)
            {
                var (kind, form) = (row.Member<TraceKind>(), row.Octet());
                traces[j] = new(kind, row.Code(), row.Flag() ? row.Code() : 0, (TracedName)(form >> 1), (form & 1) != 0);
            }

            all[i] = new(content, run, traces) { PersonId = person, BirthDate = born };
        }

        return all;
    }

    private static void WriteName(RowWriter row, ulong name)
    {
        row.Write((byte)1);
        row.Code(name);
    }
}
