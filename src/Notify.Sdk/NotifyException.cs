namespace Notify.Sdk;

/// <summary>A call that cannot be carried out as it is: the message names the thing and the remedy, never personal data.</summary>
public sealed class NotifyException : Exception
{
    /// <summary>Creates the exception.</summary>
    public NotifyException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    public NotifyException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
