namespace ConnectWizard.Storage.Records;

/// <summary>How values are written in columns.</summary>
internal static class ColumnValues
{
    public static DateTimeOffset FromMilliseconds(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    public static long ToMilliseconds(this DateTimeOffset moment) => moment.ToUnixTimeMilliseconds();

    /// <summary>
    /// A reference to a record as the database keeps it: lower case, for Microsoft.Data.Sqlite would write a <see cref="Guid"/> in upper
    /// case.
    /// </summary>
    public static string ToText(this Guid id) => id.ToString("D");
}
