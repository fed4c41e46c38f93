using FsCheck;
using FsCheck.Fluent;
using Notify.Sdk.Audience;
using static Notify.Sdk.Tests.Audience.Accounts;

namespace Notify.Sdk.Tests.Audience;

public class AccountOrderTests
{
    [Fact]
    public void The_order_is_that_of_the_references_whatever_the_ids_look_like() =>
        Prop.ForAll(Ids().ListOf().ToArbitrary(), ids =>
        {
            var accounts = ids.Select(id => Account(id)).Concat(ids.Select(id => Account(id, source: "crm"))).DistinctBy(a => a.Ref)
                .ToArray();
            AccountOrder.Of(accounts).Select(a => a.Ref).Should().Equal(accounts.Select(a => a.Ref).Order());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void The_caller_s_list_is_left_as_it_is()
    {
        Account[] accounts = [Account("b"), Account("a")];
        AccountOrder.Of(accounts).Should().NotBeSameAs(accounts);
        accounts[0].Ref.Id.Should().Be("b");
    }

    private static Gen<string> Ids() =>
        from prefix in Gen.Frequency((3, Gen.Constant("acc-")), (1, Gen.Constant("")))
        from rest in Gen.Elements("019aAzé\0\uFFFD\uD83D".ToCharArray()).ArrayOf()
        select prefix + new string(rest);
}
