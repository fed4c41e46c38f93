using System.Globalization;
using System.Text;

namespace Notify.Sdk.Conformance;

/// <summary>An answer over HTTP/1.1.</summary>
/// <param name="Status">Its status, for example 200.</param>
/// <param name="Body">Its body.</param>
/// <param name="ContentType">What the body is.</param>
/// <param name="Headers">Further header fields, each ended by CR LF.</param>
public sealed record HttpReply(int Status, string Body = "", string ContentType = "application/json", string Headers = "")
{
    /// <summary>The answer as it is written.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"HTTP/1.1 {Status} Said\r\nContent-Type: {ContentType}\r\n{Headers}Content-Length: "
            + $"{Encoding.UTF8.GetByteCount(Body)}\r\n\r\n{Body}");
}
