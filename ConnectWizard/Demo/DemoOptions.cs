namespace ConnectWizard.Demo;

/// <summary>The keys below <c>Demo:</c>.</summary>
public sealed class DemoOptions
{
    public const string Section = "Demo";

    /// <summary>Start the emulator in this process and route everything to it. Unset means on in Development and off elsewhere.</summary>
    public bool? Enabled { get; set; }

    /// <summary>Where the emulated world is kept; unset means beside the user's other local data.</summary>
    public string? DataFolder { get; set; }

    /// <summary>Start with sample connections; false starts empty.</summary>
    public bool Seed { get; set; } = true;
}
