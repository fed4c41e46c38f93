namespace Notify.Sdk.Planning;

/// <summary>A holiday calendar of a law pack, and where it is known from.</summary>
/// <param name="Calendar">The holidays.</param>
/// <param name="Country">The country whose national calendar it is, or null.</param>
/// <param name="IsConfirmed">True when a source states it; a list that was recalled is not.</param>
/// <param name="Source">Where it is known from.</param>
public sealed record LawCalendar(HolidayCalendar Calendar, string? Country, bool IsConfirmed, string Source);
