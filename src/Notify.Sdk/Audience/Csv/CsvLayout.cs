namespace Notify.Sdk.Audience;

/// <summary>What the header of a file says, in the forms in which rows are read. Thread-safe.</summary>
internal sealed record CsvLayout(char Delimiter, CsvHeader Header, CsvDates Dates, CsvRowMap Rows, CsvContactReader Contacts);
