namespace Notify.Sdk.Conformance;

public abstract partial class HttpTransportContract
{
    private const int Flood = 64 * 1024 * 1024;

    /// <summary>
    /// A request that the server reads whole or in part, and then cuts, is never called refused, and unknown when it was whole.
    /// </summary>
    [Fact]
    public async Task A_connection_cut_while_the_request_is_read_leaves_no_false_word()
    {
        foreach (var eighth in Enumerable.Range(0, 9))
        {
            var rig = Serve(async connection =>
            {
                if (eighth == 8)
                    await connection.ReadRequestAsync();
                else
                    await connection.ReadAsync(eighth * 12);
                connection.Reset();
            });
            var outcome = await SendAsync(rig);
            Assert.True(outcome.Kind == SendOutcomeKind.Unknown || (outcome.Kind == SendOutcomeKind.Deferred && eighth < 8),
                $"Cut after {eighth * 12} octets: it is {outcome.Kind}.");
        }
    }

    /// <summary>An answer that is cut at any slot is unknown, or accepted where its beginning says so.</summary>
    [Fact]
    public async Task An_answer_that_is_cut_is_unknown_or_accepted()
    {
        foreach (var tenth in Enumerable.Range(0, 10))
        {
            var rig = Serve(async connection =>
            {
                var answer = Reply(ProviderBehavior.Accepts, (await connection.ReadRequestAsync())!).ToString();
                await connection.WriteAsync(answer[..((answer.Length - 1) * tenth / 10)]);
            });
            var outcome = await SendAsync(rig);
            Assert.True(outcome.Kind is SendOutcomeKind.Unknown or SendOutcomeKind.Accepted,
                $"Cut at {tenth} tenths: it is {outcome.Kind}.");
        }
    }

    /// <summary>Redirects are not followed: the message goes to nobody else, and may have been taken.</summary>
    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed(int status)
    {
        LoopbackServer elsewhere = new(async connection => await AcceptAsync(connection, (await connection.ReadRequestAsync())!));
        await using (elsewhere)
        {
            var rig = Serve(async connection =>
            {
                await connection.ReadRequestAsync();
                await connection.AnswerAsync(new(status, Headers: $"Location: {elsewhere.Address}\r\n"));
            });
            Assert.Equal(SendOutcomeKind.Unknown, (await SendAsync(rig)).Kind);
            Assert.Equal(0, elsewhere.Connections);
        }
    }

    /// <summary>A server that fails may have taken the message.</summary>
    [Theory]
    [InlineData(408)]
    [InlineData(409)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_server_that_fails_may_have_taken_the_message(int status)
    {
        var rig = Serve(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.AnswerAsync(new(status, "<html>Sorry</html>", "text/html"));
        });
        var outcome = await SendAsync(rig);
        Assert.True(outcome.Kind == SendOutcomeKind.Unknown || NotAccepted.Contains(status), $"{status}: it is {outcome.Kind}.");
    }

    /// <summary>A page of HTML with 200, as a proxy gives, does not say that the provider took the message.</summary>
    [Fact]
    public async Task A_page_of_html_accepts_nothing()
    {
        var rig = Serve(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.AnswerAsync(new(200, "<html>Welcome. Please log in.</html>", "text/html"));
        });
        Assert.Equal(AnySuccessAccepts ? SendOutcomeKind.Accepted : SendOutcomeKind.Unknown, (await SendAsync(rig)).Kind);
    }

    /// <summary>An answer without end is not read to its end.</summary>
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 1000000000\r\n\r\n", "0123456789abcdef")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n", "10\r\n0123456789abcdef\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n", "X-Flood: 0123456789\r\n")]
    public async Task An_answer_without_end_is_not_read_to_its_end(string head, string part)
    {
        long written = 0;
        var rig = Serve(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(head);
            for (var block = string.Concat(Enumerable.Repeat(part, 4_096)); written < Flood; Interlocked.Add(ref written, block.Length))
                await connection.WriteAsync(block);
        });
        var outcome = await SendAsync(rig);
        Assert.True(outcome.Kind is SendOutcomeKind.Unknown or SendOutcomeKind.Accepted, $"It is {outcome.Kind}.");
        Assert.True(Interlocked.Read(ref written) < Flood, "The answer was read to its end.");
    }

    /// <summary>
    /// A connection that is used again and closed unanswered: the provider reads what was sent, and nothing that a client repeated by
    /// itself.
    /// </summary>
    [Fact]
    public async Task Nothing_is_repeated_when_a_reused_connection_closes_unanswered()
    {
        var rig = Serve(async connection =>
        {
            if (await connection.ReadRequestAsync() is { } first)
                await AcceptAsync(connection, first);
            await connection.ReadRequestAsync();
        });
        Assert.Equal(SendOutcomeKind.Accepted, (await SendAsync(rig, 1)).Kind);
        await SendAsync(rig, 2);
        Assert.Equal(2, rig.Received.Count);
    }
}
