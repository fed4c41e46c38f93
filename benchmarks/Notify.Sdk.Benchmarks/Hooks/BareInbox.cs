using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Notify.Sdk.Benchmarks.Hooks;

/// <summary>What one writes in an afternoon: the signature, and raw bodies appended to a file, many with one flush.</summary>
internal sealed class BareInbox : IDisposable
{
    private const int Largest = 256;

    private readonly Channel<(byte[] Body, TaskCompletionSource Done)> _waiting = Channel.CreateUnbounded<(byte[], TaskCompletionSource)>(
        new() { SingleReader = true });

    private readonly SqliteConnection _connection;
    private readonly Task _writing;

    public BareInbox(string file)
    {
        SQLitePCL.Batteries_V2.Init();
        _connection = new($"Data Source={file}");
        _connection.Open();
        Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE inbox (no INTEGER PRIMARY KEY, body BLOB NOT NULL)");
        _writing = Task.Run(WriteAsync);
    }

    public async Task<WebApplication> ServeAsync(string secret)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var key = Encoding.UTF8.GetBytes(secret);
        app.MapPost("/hooks/acme", async (HttpContext context) =>
        {
            using MemoryStream copy = new();
            await context.Request.Body.CopyToAsync(copy);
            var body = copy.ToArray();
            var given = context.Request.Headers[HookFlood.SignatureHeader].ToString();
            if (given.Length != 64 || !CryptographicOperations.FixedTimeEquals(
                Convert.FromHexString(given), HMACSHA256.HashData(key, body)))
            {
                context.Response.StatusCode = 401;
                return;
            }

            TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Writer.TryWrite((body, done));
            await done.Task;
        });
        await app.StartAsync();
        return app;
    }

    public long Count()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM inbox";
        return (long)command.ExecuteScalar()!;
    }

    public void Dispose()
    {
        _waiting.Writer.Complete();
        _writing.Wait();
        _connection.Dispose();
    }

    private async Task WriteAsync()
    {
        using var insert = _connection.CreateCommand();
        insert.CommandText = "INSERT INTO inbox (body) VALUES ($body)";
        var body = insert.Parameters.Add("$body", SqliteType.Blob);
        List<TaskCompletionSource> group = [];
        while (await _waiting.Reader.WaitToReadAsync())
        {
            using (var transaction = _connection.BeginTransaction())
            {
                insert.Transaction = transaction;
                while (group.Count < Largest && _waiting.Reader.TryRead(out var next))
                {
                    body.Value = next.Body;
                    insert.ExecuteNonQuery();
                    group.Add(next.Done);
                }

                transaction.Commit();
            }

            group.ForEach(done => done.SetResult());
            group.Clear();
        }
    }

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
