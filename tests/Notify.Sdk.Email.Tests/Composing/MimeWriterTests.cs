using System.IO.Pipelines;
using Notify.Sdk.Email.Composing;
using Notify.Sdk.Email.Tests.Support;

namespace Notify.Sdk.Email.Tests.Composing;

public class MimeWriterTests
{
    private static readonly EmailMessage Large = Emails.Rich with
    {
        TextBody = string.Concat(Enumerable.Repeat("a line of text\n", 50_000)),
        Attachments = [new("large.bin", "application/octet-stream", new byte[4_000_000])],
    };

    [Fact]
    public async Task A_stream_a_pipe_and_a_buffer_get_the_same_octets()
    {
        var expected = Emails.Octets(Large);
        var stream = new MemoryStream();
        await MimeWriter.WriteAsync(Large, stream);
        stream.ToArray().SequenceEqual(expected).Should().BeTrue();

        var pipe = new Pipe();
        var copy = new MemoryStream();
        var reading = pipe.Reader.CopyToAsync(copy);
        await MimeWriter.WriteAsync(Large, pipe.Writer);
        await pipe.Writer.CompleteAsync();
        await reading;
        copy.ToArray().SequenceEqual(expected).Should().BeTrue();
    }

    [Fact]
    public async Task A_large_message_is_written_in_small_pieces()
    {
        var stream = new LargestWriteStream();
        await MimeWriter.WriteAsync(Large, stream);
        stream.Total.Should().BeGreaterThan(5_000_000);
        stream.LargestWrite.Should().BeLessThan(64 * 1024);
    }

    [Fact]
    public async Task A_slow_reader_of_a_pipe_holds_the_writer_back()
    {
        var pipe = new Pipe();
        var writing = MimeWriter.WriteAsync(Large, pipe.Writer);
        writing.IsCompleted.Should().BeFalse();
        var held = await pipe.Reader.ReadAsync();
        held.Buffer.Length.Should().BeLessThan(256 * 1024);
        await pipe.Reader.CompleteAsync();
        await FluentActions.Awaiting(() => writing).Should().ThrowAsync<IOException>();
    }

    [Fact]
    public async Task A_cancelled_token_stops_the_writer()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await FluentActions.Awaiting(() => MimeWriter.WriteAsync(Large, new MemoryStream(), cancelled.Token)).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task A_refused_message_leaves_the_stream_empty()
    {
        var stream = new MemoryStream();
        await FluentActions.Awaiting(() => MimeWriter.WriteAsync(Emails.Plain with { Subject = "a\nb" }, stream)).Should().ThrowAsync<MimeFormatException>();
        stream.Length.Should().Be(0);
    }

    private sealed class LargestWriteStream : MemoryStream
    {
        public int LargestWrite { get; private set; }

        public long Total { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            LargestWrite = Math.Max(LargestWrite, buffer.Length);
            Total += buffer.Length;
            return ValueTask.CompletedTask;
        }
    }
}
