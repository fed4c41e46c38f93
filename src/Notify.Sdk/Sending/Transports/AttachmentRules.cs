using System.Globalization;

namespace Notify.Sdk.Sending;

/// <summary>What must hold of the attachments of a topic and a notification together, said before anything is planned.</summary>
internal static class AttachmentRules
{
    /// <summary>What is wrong, or null.</summary>
    public static string? Fault(Topic topic, IReadOnlyList<Attachment> ofNotification, SendingOptions options)
    {
        var kept = ofNotification.Sum(a => (long)a.Content.Length);
        var all = kept + topic.Attachments.Sum(a => (long)a.Content.Length);
        return kept > options.MaxKeptAttachmentOctets
            ? string.Create(CultureInfo.InvariantCulture,
                $"Notification.Attachments have {kept} octets, and at most {options.MaxKeptAttachmentOctets} are kept with a notification "
                + $"(SendingOptions.MaxKeptAttachmentOctets). Use Attachment.FromSource, which opens them at hand-over.")
            : all > options.MaxAttachmentOctets
            ? string.Create(CultureInfo.InvariantCulture,
                $"The attachments of topic and notification have {all} octets, and a message may have {options.MaxAttachmentOctets} "
                + $"(SendingOptions.MaxAttachmentOctets).")
            : NameTwice([.. topic.Attachments, .. ofNotification])
            ? "Two inline images have the same name, so the HTML could show only one of them. Give each a name of its own."
            : null;
    }

    private static bool NameTwice(IReadOnlyList<Attachment> all) =>
        all.Where(a => a.IsInline).GroupBy(a => a.Name, StringComparer.Ordinal).Any(g => g.Count() > 1);
}
