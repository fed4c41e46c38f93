using CsvHelper;
using Notify.Sdk.SyntheticLists;

namespace Notify.Sdk.Benchmarks.Audience;

/// <summary>The baseline: the list as records by the usual CSV library, then <see cref="IdiomaticCollapse"/>. One thread.</summary>
internal static class Idiomatic
{
    public static List<Customer> Read(string path)
    {
        var customers = new List<Customer>();
        using var csv = CsvReader.FromFile(path);
        while (csv.Read())
        {
            customers.Add(new(
                csv.GetString("account_id"), csv.GetString("name"), csv.GetString("email"), csv.GetString("phone"),
                csv.GetString("country"), csv.GetString("region"), csv.GetString("postcode")));
        }

        return customers;
    }

    public static int[] GroupsOf(string path) => IdiomaticCollapse.GroupsOf(Read(path));

    /// <summary>Of that, the file alone: seven strings for each row.</summary>
    public static Task<Cost> TimeRowsAsync(ListFile file) => Cost.OfAsync(file.Accounts, () =>
    {
        using var csv = CsvReader.FromFile(file.Path);
        while (csv.Read())
        {
            for (var column = 0; column < 7; column++)
                csv.GetString(column);
        }

        return Task.CompletedTask;
    });

    public static Task<Cost> TimeAsync(ListFile file) => Cost.OfAsync(file.Accounts, () =>
    {
        GC.KeepAlive(GroupsOf(file.Path));
        return Task.CompletedTask;
    });
}
