using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace ConnectWizard.Demo;

/// <summary>How far the samples are: a file of the demo that names the store by its first key, so that a new store gets samples again.</summary>
internal sealed class SeedMarker(string folder, IKeyManager keys)
{
    private const string Began = "began";
    private const string Reset = "reset";

    private readonly string _file = Path.Combine(folder, "samples");

    /// <summary>The store had its samples; people may have deleted them since.</summary>
    public bool IsDone => Read() is { Length: > 0 } text && text == Store;

    /// <summary>The process ended in the middle.</summary>
    public bool IsInterrupted => Read() is Began or Reset;

    /// <summary>Everything was being deleted.</summary>
    public bool IsReset => Read() == Reset;

    private string? Store => keys.GetAllKeys().MinBy(key => key.CreationDate)?.KeyId.ToString();

    public void Begin(bool isReset) => File.WriteAllText(_file, isReset ? Reset : Began);

    public void End() => File.WriteAllText(_file, Store);

    private string? Read() => File.Exists(_file) ? File.ReadAllText(_file) : null;
}
