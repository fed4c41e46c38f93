using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite.Tests;

/// <summary>An order and the promise to tell of it are kept together.</summary>
public sealed class SqliteTransactionTests : IAsyncLifetime, IDisposable
{
    private static readonly Contact Ann = new("ann") { Name = "Ann Lee", Emails = ["ann@example.com"], Language = "en" };

    private readonly TemporaryFile _file = new();
    private readonly ServiceProvider _services;
    private readonly SqliteConnection _orders;

    public SqliteTransactionTests()
    {
        _services = Services(_file.Path);
        _orders = new($"Data Source={_file.Path};Pooling=False");
    }

    private INotifier Notifier => _services.GetRequiredService<INotifier>();

    public async Task InitializeAsync()
    {
        await Notifier.FindDeliveriesAsync(new(DeliveryConcern.Failed)); // makes the tables
        await _orders.OpenAsync();
        Execute("CREATE TABLE orders (id TEXT PRIMARY KEY)", null);
    }

    public Task DisposeAsync() => _services.DisposeAsync().AsTask();

    public void Dispose()
    {
        _orders.Dispose();
        _file.Dispose();
    }

    [Fact]
    public async Task An_order_and_its_message_are_kept_together()
    {
        await using (var transaction = _orders.BeginTransaction())
        {
            Execute("INSERT INTO orders VALUES ('o1')", transaction);
            (await Notifier.SendAsync(new("order", "order/o1"), Ann, transaction)).Planned.Should().Be(1);
            (await Status()).ByState.Should().BeEmpty("others see nothing before it is committed");
            await transaction.CommitAsync();
        }

        (await Status()).ByState.Should().ContainKey(DeliveryState.Planned);
        (await Notifier.ExplainAsync("order/o1", "ann")).Should().NotBeNull();
        (await Notifier.SendAsync(new("order", "order/o1"), Ann)).Planned.Should().Be(0, "it was promised");
    }

    [Fact]
    public async Task An_order_that_is_rolled_back_promised_nothing_and_can_be_placed_again()
    {
        for (var attempt = 0; attempt < 2; attempt++)
        {
            await using var transaction = _orders.BeginTransaction();
            Execute("INSERT INTO orders VALUES ('o1')", transaction);
            (await Notifier.SendAsync(new("order", "order/o1"), Ann, transaction)).Planned.Should().Be(1);
            await transaction.RollbackAsync();
            (await Status()).ByState.Should().BeEmpty();
            (await Notifier.ExplainAsync("order/o1", "ann")).Should().BeNull();
        }

        Convert.ToInt64(Scalar("SELECT count(*) FROM orders"), null).Should().Be(0);
        (await Notifier.SendAsync(new("order", "order/o1"), Ann)).Planned.Should().Be(1);
    }

    [Fact]
    public async Task Two_sends_of_one_transaction_see_one_another()
    {
        await using var transaction = _orders.BeginTransaction();
        (await Notifier.SendAsync(new("order", "order/o1"), Ann, transaction)).Planned.Should().Be(1);
        (await Notifier.SendAsync(new("order", "order/o1"), Ann, transaction)).Planned.Should().Be(0);
        await transaction.CommitAsync();
        (await Status()).ByState[DeliveryState.Planned].Should().Be(1);
    }

    [Fact]
    public async Task A_transaction_that_ended_is_refused()
    {
        var transaction = _orders.BeginTransaction();
        await transaction.CommitAsync();
        var send = () => Notifier.SendAsync(new("order", "order/o1"), Ann, transaction);
        (await send.Should().ThrowAsync<ArgumentException>()).WithMessage("*committed or rolled back already*");
    }

    [Fact]
    public async Task A_transaction_on_another_file_is_refused()
    {
        using TemporaryFile other = new();
        Directory.CreateDirectory(Path.GetDirectoryName(other.Path)!);
        await using SqliteConnection connection = new($"Data Source={other.Path};Pooling=False");
        await connection.OpenAsync();
        await using var transaction = connection.BeginTransaction();
        var send = () => Notifier.SendAsync(new("order", "order/o1"), Ann, transaction);
        (await send.Should().ThrowAsync<ArgumentException>()).WithMessage("*another file*Open the connection on that file*");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_that_is_removed_or_replaced_under_a_transaction_is_seen_before_anything_is_read(bool isReplaced)
    {
        await using var transaction = _orders.BeginTransaction();
        File.Move(_file.Path, _file.Path + ".away");
        if (isReplaced)
            File.Copy(_file.Path + ".away", _file.Path);
        var send = () => Notifier.SendAsync(new("order", "order/o1"), Ann, transaction);
        (await send.Should().ThrowAsync<SqliteStoreException>()).WithMessage("*was replaced or removed*start it again*");
    }

    [Fact]
    public async Task A_file_that_was_replaced_before_the_transaction_began_is_seen()
    {
        File.Move(_file.Path, _file.Path + ".away");
        File.Copy(_file.Path + ".away", _file.Path);
        await using SqliteConnection connection = new($"Data Source={_file.Path};Pooling=False");
        await connection.OpenAsync();
        await using var transaction = connection.BeginTransaction();
        var send = () => Notifier.SendAsync(new("order", "order/o1"), Ann, transaction);
        (await send.Should().ThrowAsync<SqliteStoreException>()).WithMessage("*was replaced or removed*start it again*");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_new_file_gets_its_tables_with_the_transaction(bool isKept)
    {
        using TemporaryFile fresh = new();
        Directory.CreateDirectory(Path.GetDirectoryName(fresh.Path)!);
        await using var services = Services(fresh.Path);
        var notifier = services.GetRequiredService<INotifier>();
        await using (SqliteConnection connection = new($"Data Source={fresh.Path};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var transaction = connection.BeginTransaction();
            (await notifier.SendAsync(new("order", "order/o1"), Ann, transaction)).Planned.Should().Be(1);
            if (isKept)
                await transaction.CommitAsync();
            else
                await transaction.RollbackAsync();
        }

        (await services.GetRequiredService<IOutbox>().StatusAsync()).ByState.Values.Sum().Should().Be(isKept ? 1 : 0);
    }

    [Fact]
    public async Task A_file_with_tables_of_the_application_alone_is_refused_with_what_to_do()
    {
        using TemporaryFile own = new();
        Directory.CreateDirectory(Path.GetDirectoryName(own.Path)!);
        await using var services = Services(own.Path);
        await using SqliteConnection connection = new($"Data Source={own.Path};Pooling=False");
        await connection.OpenAsync();
        await using var transaction = connection.BeginTransaction();
        await using var create = connection.CreateCommand();
        (create.CommandText, create.Transaction) = ("CREATE TABLE orders (id TEXT PRIMARY KEY)", transaction);
        await create.ExecuteNonQueryAsync();
        var send = () => services.GetRequiredService<INotifier>().SendAsync(new("order", "order/o1"), Ann, transaction);
        (await send.Should().ThrowAsync<SqliteStoreException>())
            .WithMessage("*has tables, but none of Notify.Sdk*made in that file, after*");
        await transaction.CommitAsync();
        new FileInfo(own.Path).Length.Should().BePositive("the application goes on");
    }

    [Fact]
    public async Task What_the_transaction_frees_is_overwritten_too_and_the_connection_is_as_it_was()
    {
        await using var transaction = _orders.BeginTransaction();
        await Notifier.SendAsync(new("order", "order/o1"), Ann, transaction);
        Scalar("PRAGMA secure_delete", transaction).Should().Be(0L);
        using (_services.GetRequiredService<IOutbox>().Should().BeOfType<SqliteOutbox>().Subject.Join(transaction))
            Scalar("PRAGMA secure_delete", transaction).Should().Be(1L);
        Scalar("PRAGMA secure_delete", transaction).Should().Be(0L);
    }

    [Fact]
    public async Task The_store_in_memory_has_no_transactions()
    {
        await using var memory = Services(path: null);
        await using var transaction = _orders.BeginTransaction();
        var send = () => memory.GetRequiredService<INotifier>().SendAsync(new("order", "order/o1"), Ann, transaction);
        (await send.Should().ThrowAsync<NotifyException>()).WithMessage("*InMemoryOutbox*UseSqlite*");
    }

    private Task<DeliveryCounts> Status() => _services.GetRequiredService<IOutbox>().StatusAsync().AsTask();

    private void Execute(string sql, SqliteTransaction? transaction)
    {
        using var command = Command(sql, transaction);
        command.ExecuteNonQuery();
    }

    private object? Scalar(string sql, SqliteTransaction? transaction = null)
    {
        using var command = Command(sql, transaction);
        return command.ExecuteScalar();
    }

    private SqliteCommand Command(string sql, SqliteTransaction? transaction)
    {
        var command = _orders.CreateCommand();
#pragma warning disable CA2100 // constants of these tests
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Transaction = transaction;
        return command;
    }

    private static ServiceProvider Services(string? path)
    {
        ServiceCollection services = new();
        var notify = services.AddNotify()
            .AddTopic("order", t => t.Transactional().Email("en", "Your order", "Hello {{recipient.name}}, we have your order."))
            .AddTransport(static _ => new Taker());
        if (path is not null)
            notify.UseSqlite(o => (o.Path, o.BusyTimeout) = (path, TimeSpan.Zero)); // waiting for the other would be seen
        return services.BuildServiceProvider();
    }

    private sealed class Taker : ITransport
    {
        public string Name => "taker";

        public DeliveryChannel Channel => DeliveryChannel.Email;

        public ValueTask<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) =>
            new(SendOutcome.Accepted(null));
    }
}
