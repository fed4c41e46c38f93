namespace Notify.Sdk.Conformance;

/// <summary>What a provider does with the message that a <see cref="TransportContract"/> hands over.</summary>
public enum ProviderBehavior
{
    /// <summary>It takes the message and says so.</summary>
    Accepts,

    /// <summary>It refuses this message for good; the address is good.</summary>
    RejectsMessage,

    /// <summary>It refuses because the address does not exist.</summary>
    RejectsAddress,

    /// <summary>It refuses our account: a wrong key, no money, an unknown template.</summary>
    RefusesAccount,

    /// <summary>It says, in the way that it documents, that it has not taken the message and that it may be sent later.</summary>
    NotNow,

    /// <summary>Nobody listens there.</summary>
    IsUnreachable,

    /// <summary>It takes the message, and the connection ends before it says so.</summary>
    LosesTheAnswer,

    /// <summary>It takes the message and is silent.</summary>
    NeverAnswers,

    /// <summary>It takes the message and answers with what nobody can read.</summary>
    AnswersGarbage,
}
