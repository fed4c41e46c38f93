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

    public static Task<Cost> TimeAsync(ListFile file) => Cost.OfAsync(file.Accounts, () =>
    {
        GC.KeepAlive(GroupsOf(file.Path));
        return Task.CompletedTask;
    });
}
