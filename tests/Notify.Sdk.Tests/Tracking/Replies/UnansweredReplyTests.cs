using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Notify.Sdk.Permission;
using Notify.Sdk.Tests.TestKit;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Tests.Tracking;

/// <summary>What only people can answer reaches somebody, with what it answers and until when.</summary>
public sealed class UnansweredReplyTests : IDisposable
{
    // Friday 17:00 in Berlin
    private static readonly Instant s_friday = Instant.FromUtc(2026, 3, 6, 16, 0);

    private static readonly AnswerHours s_hotline = new("hotline", "Europe/Berlin",
        new DailyWindow(DailyWindow.MondayToFriday, new(8, 0), new(18, 0)));

    private readonly Desk _desk = new();
    private readonly Scenario _scenario;

    public UnansweredReplyTests() => _scenario = Replies.Scenario(null, b =>
    {
        b.AddTopic("visit", t => t.Transactional().AnsweredAt(s_hotline).Over(DeliveryChannel.Sms)
            .Sms("en", "We come at noon. Reply 1 for yes."));
        b.AddUnansweredReplies<Desk>();
        b.Services.AddSingleton<IUnansweredReply>(_desk);
    }, s_friday);

    public void Dispose() => _scenario.Dispose();

    [Theory]
    [InlineData("1", ReplyKind.Other)]
    [InlineData("Can you come at two?", ReplyKind.Question)]
    [InlineData("not before noon", ReplyKind.Wish)]
    [InlineData("wrong number", ReplyKind.Doubtful)]
    public async Task What_the_library_does_not_answer_reaches_somebody(string text, ReplyKind kind)
    {
        await _scenario.ReceiveAsync(text);
        var waiting = _desk.Waiting.Should().ContainSingle().Subject;
        (waiting.Reading.Kind, waiting.Reply.Text, waiting.IsRepeat, waiting.Answers).Should().Be((kind, text, false, null));
        waiting.AnswerBy.Should().Be(s_friday + Duration.FromHours(4));
        waiting.ToString().Should().NotContain(text);
    }

    [Theory]
    [InlineData("STOP")]
    [InlineData("START")]
    [InlineData("HELP")]
    public async Task What_the_library_answers_does_not(string text)
    {
        await _scenario.ReceiveAsync(text);
        _desk.Waiting.Should().BeEmpty();
    }

    [Fact]
    public async Task It_comes_with_our_message_and_a_deadline_in_the_hours_of_those_who_answer()
    {
        await _scenario.SendAsync("visit", Replies.Mobile());
        await _scenario.DispatchAsync();
        var sent = _scenario.Texts.Calls.Single();
        await _scenario.ReceiveAsync(_scenario.Text("1") with { InReplyTo = sent.IdempotencyKey });
        var waiting = _desk.Waiting.Single();
        (waiting.Answers!.Id, waiting.Topic).Should().Be((sent.Delivery, "visit"));
        waiting.AnswerBy.Should().Be(Instant.FromUtc(2026, 3, 9, 10, 0), "an hour of Friday, and three of Monday from eight on");
    }

    [Fact]
    public async Task A_doubt_is_to_be_settled_before_its_messages_go_on()
    {
        using var scenario = Replies.Scenario(o => o.AnswerWithin = TimeSpan.FromDays(10), b =>
            b.Services.AddSingleton<IUnansweredReply>(_desk));
        await scenario.ReceiveAsync("wrong number");
        _desk.Waiting.Single().AnswerBy.Should().Be(scenario.Time.Now + Duration.FromDays(3));
    }

    [Fact]
    public async Task Where_it_cannot_be_taken_the_message_is_reported_again_and_comes_again()
    {
        _desk.IsDown = true;
        await _scenario.Invoking(s => s.ReceiveAsync("wrong number")).Should().ThrowAsync<InvalidOperationException>();
        (await _scenario.Suppressions.FindAsync([Scenario.Number(People.NewYorkPhone)])).Should()
            .NotBeEmpty("the doubt holds all the same");
        _desk.IsDown = false;
        await _scenario.ReceiveAsync("wrong number");
        _desk.Waiting.Single().IsRepeat.Should().BeTrue();
    }

    private sealed class Desk : IUnansweredReply
    {
        public bool IsDown { get; set; }

        public List<UnansweredReply> Waiting { get; } = [];

        public Task TakeAsync(UnansweredReply reply, CancellationToken cancellationToken)
        {
            if (IsDown)
                throw new InvalidOperationException("down");
            Waiting.Add(reply);
            return Task.CompletedTask;
        }
    }
}
