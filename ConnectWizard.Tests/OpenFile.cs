namespace ConnectWizard;

/// <summary>A file that the product may have open, as whoever takes it away would read it.</summary>
internal static class OpenFile
{
    public static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
