using System.Buffers.Binary;
using System.Text;

namespace Notify.Sdk.Kannel.Tests.Server;

/// <summary>A packet of SMPP 3.4: as much of it as a message centre for tests needs.</summary>
internal sealed record SmppPdu(uint Command, uint Status, uint Sequence, byte[] Body)
{
    public const uint BindReceiver = 1, BindTransmitter = 2, SubmitSm = 4, DeliverSm = 5, Unbind = 6, BindTransceiver = 9,
        EnquireLink = 0x15;
    private const uint Response = 0x80000000;

    public static async Task<SmppPdu?> ReadAsync(Stream stream, CancellationToken stop)
    {
        var head = new byte[16];
        if (await stream.ReadAtLeastAsync(head, 16, throwOnEndOfStream: false, stop) < 16)
            return null;
        var body = new byte[Number(head, 0) - 16];
        await stream.ReadExactlyAsync(body, stop);
        return new(Number(head, 4), Number(head, 8), Number(head, 12), body);
    }

    public SmppPdu Answer(uint status = 0, string? text = null) =>
        new(Command | Response, status, Sequence, text is null ? [] : Text(text));

    public byte[] Write() => [.. Number((uint)Body.Length + 16), .. Number(Command), .. Number(Status), .. Number(Sequence), .. Body];

    /// <summary>A message from the network to us (section 4.6.1).</summary>
    public static SmppPdu Deliver(uint sequence, string from, string to, byte esmClass, byte coding, byte[] text) =>
        new(DeliverSm, 0, sequence,
            [0, 1, 1, .. Text(from), 0, 1, .. Text(to), esmClass, 0, 0, 0, 0, 0, 0, coding, 0, (byte)text.Length, .. text]);

    private static byte[] Text(string text) => [.. Encoding.Latin1.GetBytes(text), 0];

    private static byte[] Number(uint value)
    {
        var octets = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(octets, value);
        return octets;
    }

    private static uint Number(byte[] octets, int at) => BinaryPrimitives.ReadUInt32BigEndian(octets.AsSpan(at));
}

/// <summary>A submitted message (section 4.4.1).</summary>
internal sealed record Submission(string From, string To, byte EsmClass, string Validity, bool WantsReceipt, byte Coding, byte[] Octets)
{
    /// <summary>The words of a part: without the header of a long message, as GSM 7-bit (ASCII is all that tests use) or UCS-2.</summary>
    public string Text
    {
        get
        {
            var text = (EsmClass & 0x40) == 0 ? Octets : Octets[(Octets[0] + 1)..];
            return (Coding == 8 ? Encoding.BigEndianUnicode : Encoding.Latin1).GetString(text);
        }
    }

    public static Submission Read(byte[] body)
    {
        var at = 0;
        Field(body, ref at);
        at += 2;
        var from = Field(body, ref at);
        at += 2;
        var to = Field(body, ref at);
        var esm = body[at];
        at += 3;
        Field(body, ref at);
        var validity = Field(body, ref at);
        return new(from, to, esm, validity, body[at] != 0, body[at + 2], body[(at + 5)..(at + 5 + body[at + 4])]);
    }

    private static string Field(byte[] body, ref int at)
    {
        var end = Array.IndexOf(body, (byte)0, at);
        var text = Encoding.Latin1.GetString(body, at, end - at);
        at = end + 1;
        return text;
    }
}
