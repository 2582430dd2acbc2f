//! Widgets.

words! {
    save_chart(title: &str): "Save chart: {title}", "保存图表：{title}";
    picture: "Picture (PNG)", "图片 (PNG)";
    numbers: "Numbers (CSV)", "数据 (CSV)";
    card_menu(title: &str): "Card: {title}", "卡片：{title}";
    move_up: "Move up", "上移";
    move_down: "Move down", "下移";
    hide_card: "Hide", "隐藏";
    hidden_cards: "Hidden cards", "已隐藏的卡片";
    show_card(title: &str): "Show: {title}", "显示：{title}";
}
