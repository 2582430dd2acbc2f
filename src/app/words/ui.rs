//! Widgets.

words! {
    save_chart(title: &str): "Save chart: {title}", "保存图表：{title}";
    picture: "Picture (PNG)", "图片 (PNG)";
    numbers: "Numbers (CSV)", "数据 (CSV)";
}
